"""`serve`: the web server."""

import socket
from pathlib import Path

import click
import uvicorn

from server.app import build, open_store
from server.commands.common import refuse
from server.commands.connections import PatientProtocol, connections_allowed
from server.commands.logs import log_to
from server.commands.stopping import PATIENCE, StoppingServer
from server.settings import Settings
from server.store.tiny import Locked

SHORTEST_TOKEN = 16
"""Characters of what opens the figures: it can be guessed at without an end."""


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="The data folder.")
@click.option("--port", type=int)
@click.option("--host")
@click.option("--workers", type=int, default=1, show_default=True)
def serve(data: Path | None, port: int | None, host: str | None, workers: int) -> None:
    """Serve the commune: the office, the phones, the public pages."""
    settings = Settings.read(data=data, port=port, host=host)
    if workers != 1:
        refuse("Nhiều tiến trình chỉ chạy được với PostgreSQL. / More than one worker needs PostgreSQL.")
    if 0 < len(settings.metrics_token) < SHORTEST_TOKEN:
        refuse(f"TANNHA_METRICS_TOKEN cần ít nhất {SHORTEST_TOKEN} ký tự. / It needs {SHORTEST_TOKEN} characters.")
    try:
        store = open_store(settings)
    except Locked:
        refuse(
            f"Đã có một máy chủ chạy trên thư mục {settings.data}. / A server is already running on that data folder."
        )
    log_to(settings.log)
    app = build(settings, store)
    if app.state.setup_token:
        click.echo(f"Thiết lập xã lần đầu / first set-up: {settings.url}/setup?token={app.state.setup_token}")
    click.echo(f"Tận Nhà: {settings.url}/office/")
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,
        http=PatientProtocol,
        limit_concurrency=connections_allowed(),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=PATIENCE,
        server_header=False,
    )
    listener = _listen(settings)
    StoppingServer(config, app.state.hub.close).run(sockets=[listener])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With the protocol said the event loop sees TCP and sends at once: 40 ms less an answer on a kept connection.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError:
        refuse(f"Cổng {settings.port} đang có chương trình khác dùng. / Port {settings.port} is in use.")
    listener.listen(1024)
    return listener
