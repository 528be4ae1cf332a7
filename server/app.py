"""The composition root: the only file that knows everything. It joins a store, the clock and the routes into an app."""

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from server.actions.dossier_undo import DossierStep
from server.actions.read_lists import ReadLists
from server.actions.setup import commune
from server.backups import FILES, Keeper
from server.chores import Chores
from server.daily import Daily
from server.documents.catalogue_file import shipped
from server.documents.form_files import FORMS, all_forms
from server.domain.appointments import Appointment, DeskCapacity
from server.domain.availability import Availability
from server.domain.batches import Batch, BatchPart
from server.domain.calendar import CalendarDay
from server.domain.calendar_links import CalendarLink
from server.domain.changes import Change
from server.domain.citizens import Citizen
from server.domain.commune import Commune, Hamlet
from server.domain.complaints import Complaint
from server.domain.contacts import Contact
from server.domain.dialogues import DialogueSession, Opinion
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.events import Event, Fate, Feed, Refused
from server.domain.filled_forms import FilledForm
from server.domain.imports import Upload
from server.domain.items import Item
from server.domain.ledger_checks import LedgerCheck
from server.domain.legal_documents import CommitteeMember, LegalDocument, Training
from server.domain.notice_wording import NoticeWording
from server.domain.numbers import NumberSequence
from server.domain.organisation import AdministrativeUnit
from server.domain.outreach import OutreachSession
from server.domain.people import Device, Invitation, Person, Session
from server.domain.procedures import Procedure
from server.domain.readings import Reading
from server.domain.reconciliations import Reconciliation
from server.domain.records import Record
from server.domain.reminders import Reminder
from server.domain.reports import Report
from server.domain.requests import HomeRequest
from server.domain.retention import RetentionRun
from server.domain.roster_records import Roster, Shift
from server.domain.rounds import Round
from server.domain.subjects import SubjectRequest
from server.domain.survey import FollowUpCall, SurveyBox, SurveyKey, SurveyLink
from server.domain.unions import Union
from server.http.bodies import Bodies
from server.http.errors import HANDLERS
from server.http.field import BUILD, field_build
from server.http.headers import SecurityHeaders
from server.http.hosts import Hosts
from server.http.live import Hub
from server.http.metrics import Metrics
from server.http.reading import Looks
from server.http.routes import routes
from server.http.security import Rates, SameSite
from server.http.watch import Watch, log_request
from server.importer import Importer
from server.nightly import Nightly
from server.settings import Settings
from server.store.files import Files
from server.store.port import Store
from server.store.postgres import PostgresStore
from server.store.tiny import TinyStore

log = structlog.get_logger()

RECORDS: list[type[Record]] = [
    Commune,
    Hamlet,
    Person,
    Invitation,
    Device,
    Session,
    Item,
    Round,
    Event,
    Fate,
    Refused,
    Feed,
    Batch,
    BatchPart,
    Upload,
    DeskEntry,
    FilledForm,
    Appointment,
    DeskCapacity,
    Change,
    Procedure,
    Citizen,
    Dossier,
    DossierStep,
    NumberSequence,
    HomeRequest,
    CalendarDay,
    CalendarLink,
    AdministrativeUnit,
    Reminder,
    Reconciliation,
    Union,
    Availability,
    Roster,
    Shift,
    NoticeWording,
    LegalDocument,
    Training,
    CommitteeMember,
    Report,
    SurveyBox,
    SurveyKey,
    SurveyLink,
    FollowUpCall,
    DialogueSession,
    Opinion,
    Contact,
    OutreachSession,
    Complaint,
    LedgerCheck,
    Reading,
    RetentionRun,
    SubjectRequest,
]
"""Every kind of record that a store of ours holds."""


def open_store(settings: Settings, read_only: bool = False) -> Store:
    """The store of a data folder, or of the database that is set.

    Raises Locked when another process serves the folder, Unavailable for nothing to read or a database that does not
    answer, NotDurable, WhichCommune and NewerData for one that cannot be used.
    """
    if settings.database_url:
        return PostgresStore(settings.database_url, RECORDS, settings.commune, read_only)
    return TinyStore(settings.data, RECORDS, read_only)


def open_folder(folder: Path) -> TinyStore:
    """The store of any folder: what backups are rehearsed in and restored to."""
    return TinyStore(folder, RECORDS)


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def build_id(folder: Path = BUILD) -> str:
    """What changes whenever a built file does."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:10]


def build(settings: Settings, store: Store, clock: Callable[[], datetime] = now) -> Starlette:
    """The app over an open store. The store is closed with it."""
    metrics = Metrics()
    hub = Hub(metrics.streams)
    store.on_commit(hub.committed)
    store.on_commit(metrics.committed)
    night = Nightly(settings, clock)
    files = all_forms(settings.data / FORMS)
    for one in files.faulty:
        log.warning("a form file is left out", file=one.name, mistakes=one.mistakes)
    photos = Files(settings.data / FILES)
    daily = Daily(store, files.forms, clock, shipped(), photos.remove)
    lists = ReadLists(store)
    importer = Importer(store, lists, clock)
    chores = Chores(store, settings, clock, lambda: hub.committed([("chore", "")]))
    looks = Looks(store)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        night.start()
        await daily.start()
        importer.resume()
        looks.start()
        yield
        await night.stop()
        await daily.stop()
        await looks.stop()
        await asyncio.to_thread(importer.stop)
        await asyncio.to_thread(chores.stop)
        hub.close()
        store.close()

    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Watch, listeners=[log_request, metrics.request]),
            Middleware(SecurityHeaders, secure=settings.secure),
            Middleware(Bodies),
            Middleware(Hosts, url=settings.url, more=settings.hosts),
            Middleware(GZipMiddleware, minimum_size=500),
            Middleware(SameSite),
        ],
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.store = store
    app.state.clock = clock
    app.state.hub = hub
    app.state.metrics = metrics
    app.state.lists = lists
    app.state.importer = importer
    app.state.chores = chores
    app.state.looks = looks
    app.state.forms = files.forms
    app.state.form_files = files
    app.state.rates = Rates()
    app.state.files = photos
    app.state.keeper = Keeper(settings.data)
    app.state.build = build_id()
    app.state.field_build = field_build
    with store.read() as view:
        app.state.setup_token = None if commune(view) else secrets.token_urlsafe(24)
    return app
