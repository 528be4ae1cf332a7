"""Files and pictures made of domain data: data in, bytes out."""
