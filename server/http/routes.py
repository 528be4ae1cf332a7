"""Every URL, in the order in which they are tried."""

from starlette.routing import BaseRoute

from server.http import field, files, ledger, live, metrics, office, public, sync

routes: list[BaseRoute] = [
    *files.routes,  # /sync/files/{name}  /office/files/{id}
    *metrics.routes,  # /metrics
    *sync.routes,  # /sync  /sync/enrol  /health
    *live.routes,  # /office/live
    *ledger.routes,  # /office/ledger/head
    *office.routes,  # /office/…  /setup
    *public.routes,  # /  /tra-cuu  /so-tay/…  /gop-y/…  /q/{id}  /y/{token}
    *field.routes,  # /field/…  /manifest.webmanifest  /static/…
]
