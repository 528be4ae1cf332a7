"""Use cases, one file a stream: a unit of work and a command in, a result out, one transaction each."""
