"""The office: one file a noun; every URL of it in the order in which they are tried."""

from starlette.routing import BaseRoute

from server.http.office import (
    account,
    admin,
    appointment,
    appointment_entry,
    appointment_prints,
    appointments,
    audit,
    backups,
    board,
    calendar,
    citizens,
    complaint,
    complaints,
    condition,
    contact,
    contact_answers,
    contact_entry,
    contacts,
    demand,
    desk_counts,
    desk_dossier,
    desk_entries,
    desk_entry,
    desk_form,
    desk_forms,
    desk_queue,
    devices,
    dossier,
    dossier_acts,
    dossier_entry,
    dossier_prints,
    dossiers,
    equity,
    erase,
    form_print,
    held,
    import_acts,
    import_batches,
    import_preview,
    imports,
    item,
    item_post,
    item_prints,
    items,
    lane,
    leaflets,
    ledger_checks,
    login,
    organisation,
    outreach,
    outreach_entry,
    oversight,
    packing,
    paper_foot,
    people,
    post,
    procedures,
    proposal,
    reconciliation,
    reconciliation_bag,
    registers,
    report,
    report_charts,
    report_commendation,
    report_figures,
    report_papers,
    reports,
    request,
    request_entry,
    requests,
    rescue,
    retention,
    review,
    review_clean,
    review_conflict,
    roster,
    roster_calendars,
    roster_choice,
    roster_month,
    roster_notice,
    roster_people,
    roster_person,
    roster_rule,
    roster_today,
    round,
    rounds,
    scan,
    set_up_file,
    settings,
    setup,
    subject,
    subjects,
    tracking_book,
    voice,
    voice_call,
    voice_calls,
    voice_session,
    voice_session_entry,
    voice_sessions,
    waiting,
)

routes: list[BaseRoute] = [
    *setup.routes,  # /setup
    *login.routes,  # /office/login  /office/logout  /office/language
    *account.routes,  # /office/account  …/password  …/leave
    *board.routes,  # /office/
    *dossiers.routes,  # /office/dossiers  /office/dossiers.xlsx
    *dossier_entry.routes,  # /office/dossiers/new  …/draft  /office/dossiers/ID/correct
    *dossier.routes,  # /office/dossiers/ID
    *dossier_prints.routes,  # /office/dossiers/ID/print/FORM
    *paper_foot.routes,  # /office/paper.css
    *tracking_book.routes,  # /office/tracking-book  /office/tracking-book.xlsx
    *dossier_acts.routes,  # /office/dossiers/ID/settle…
    *citizens.routes,  # /office/citizens
    *lane.routes,  # /office/lane
    *imports.routes,  # /office/import
    *import_batches.routes,  # /office/import/batches/ID  …/undo  …/continue  …/refused.xlsx
    *import_preview.routes,  # /office/import/ID  …/refused.xlsx
    *import_acts.routes,  # /office/import/ID  …/answer
    *demand.routes,  # /office/desk/demand  /office/desk/demand.xlsx
    *desk_counts.routes,  # /office/desk/counts  /office/desk/counts.xlsx
    *desk_entries.routes,  # /office/desk/entries  /office/desk/entries.xlsx
    *desk_forms.routes,  # /office/forms
    *appointments.routes,  # /office/desk/appointments  /office/desk/appointments.xlsx  …/places
    *appointment_entry.routes,  # /office/desk/appointments/new  /office/desk/appointments/ID/correct
    *appointment_prints.routes,  # /office/desk/appointments/print  /office/desk/appointments/ID/slip
    *appointment.routes,  # /office/desk/appointments/ID  …/came  …/missed  …/move  …/cancel  …/reopen
    *desk_queue.routes,  # /office/desk  /office/desk.xlsx
    *items.routes,  # /office/items  /office/items.xlsx
    *condition.routes,  # /office/items/ID/condition
    *item.routes,  # /office/items/ID
    *item_prints.routes,  # /office/items/ID/slip  /office/rounds/ID/slips  …/sheet
    *item_post.routes,  # /office/items/ID/post
    *post.routes,  # /office/post  /office/post.xlsx  /office/post/print
    *proposal.routes,  # /office/rounds/proposed
    *desk_dossier.routes,  # /office/desk/ID/dossier
    *desk_entry.routes,  # /office/desk/new  …/draft  /office/desk/ID/correct
    *form_print.routes,  # /office/desk/ID/print  /office/forms/CODE/print
    *desk_form.routes,  # /office/desk/ID  …/check  …/send-back  …/withdraw  …/reopen
    *requests.routes,  # /office/requests  /office/requests.xlsx
    *request_entry.routes,  # /office/requests/new  /office/requests/ID/correct
    *request.routes,  # /office/requests/ID  …/accept  …/decline  …/serve  …/reopen
    *complaints.routes,  # /office/complaints  /office/complaints.xlsx
    *complaint.routes,  # /office/complaints/ID  …/reply  …/assign  …/due  …/close  …/reopen
    *contacts.routes,  # /office/contacts  /office/contacts.xlsx
    *contact_answers.routes,  # /office/contacts/answers
    *contact_entry.routes,  # /office/contacts/new  /office/contacts/ID/correct
    *contact.routes,  # /office/contacts/ID  …/close  …/reopen  …/answer  …/sent
    *outreach.routes,  # /office/outreach  /office/outreach.xlsx
    *leaflets.routes,  # /office/outreach/leaflets  …/print
    *outreach_entry.routes,  # /office/outreach/new  /office/outreach/ID  …/remove
    *equity.routes,  # /office/equity  /office/equity.xlsx
    *waiting.routes,  # /office/waiting  /office/waiting.xlsx
    *packing.routes,  # /office/rounds/new
    *rounds.routes,  # /office/rounds
    *scan.routes,  # /office/scan  …/undo
    *round.routes,  # /office/rounds/ID  …/give  …/reassign  …/take-back
    *reconciliation.routes,  # /office/reconciliation  /office/reconciliation.xlsx
    *reconciliation_bag.routes,  # /office/reconciliation/WEEK/PERSON  …/sheet
    *registers.routes,  # /office/reports/registers  …registers.xlsx  …/KIND  …/KIND/ID  …/remove
    *reports.routes,  # /office/reports  /office/reports.xlsx  /office/reports/new
    *report_figures.routes,  # /office/reports/ID/figures  …/CODE  …/CODE.xlsx
    *report_charts.routes,  # /office/reports/ID/charts
    *report_commendation.routes,  # /office/reports/ID/commendation  …commendation.xlsx
    *report_papers.routes,  # /office/reports/ID/print  …ID.docx  …ID.xlsx
    *report.routes,  # /office/reports/ID  …/parts/CODE  …/head  …/regenerate  …/publish  …/version  …/remove
    *roster.routes,  # /office/roster
    *roster_rule.routes,  # /office/roster/rule
    *roster_today.routes,  # /office/roster/today  …/ID/here…
    *roster_people.routes,  # /office/roster/people  …people.xlsx  /office/roster/unions
    *roster_person.routes,  # /office/roster/people/ID  …/week  …/absences
    *roster_calendars.routes,  # /office/roster/calendar/person/ID  …ID.ics  …/link  …/revoke
    *roster_notice.routes,  # /office/roster/MONTH/notice  …notice.docx  …/wording
    *roster_month.routes,  # /office/roster/MONTH  …/propose  …/publish…
    *roster_choice.routes,  # /office/roster/MONTH/shifts/ID/duty
    *devices.routes,  # /office/devices…  /office/people/ID/invite
    *procedures.routes,  # /office/procedures…
    *calendar.routes,  # /office/calendar
    *organisation.routes,  # /office/organisation…
    *people.routes,  # /office/people…
    *admin.routes,  # /office/admin
    *settings.routes,  # /office/admin/settings
    *ledger_checks.routes,  # /office/admin/ledger
    *backups.routes,  # /office/admin/backups  …/NAME/take
    *set_up_file.routes,  # /office/admin/set-up  …/file
    *review_clean.routes,  # /office/review/clean
    *review_conflict.routes,  # /office/review/EVENT/conflict
    *review.routes,  # /office/review…
    *erase.routes,  # /office/review/EVENT/erase
    *audit.routes,  # /office/audit  /office/audit.xlsx
    *subjects.routes,  # /office/subjects
    *subject.routes,  # /office/subjects/ID  …print  …ID.xlsx  …/correct  …/restrict  …/lift  …/answer
    *retention.routes,  # /office/retention  /office/retention.xlsx
    *oversight.routes,  # /office/oversight  /office/oversight.xlsx
    *held.routes,  # /office/held…
    *rescue.routes,  # /office/rescue
    *voice_calls.routes,  # /office/voice/calls  /office/voice/calls.xlsx
    *voice_call.routes,  # /office/voice/calls/ID
    *voice_sessions.routes,  # /office/voice/sessions  /office/voice/sessions.xlsx
    *voice_session_entry.routes,  # /office/voice/sessions/new  …/ID/correct
    *voice_session.routes,  # /office/voice/sessions/ID  …/print  …/opinions…
    *voice.routes,  # /office/voice  /office/voice.xlsx
]
