// The rows of every table and view, generated from the migrations by `npm run generate`: do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

/** Read as a Date; written as a Date or as ISO 8601 text. */
type Moment = ColumnType<Date, Date | string, Date | string>
/** Read as what was stored; written as JSON text, because a bare list would be taken for a list of PostgreSQL. */
type Json = ColumnType<unknown, string, string>
type Defaulted<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface Tables {
  'accounts.challenge': {
    id: Defaulted<string>
    challenge: string
    purpose: string
    person_id: string | null
    expires_at: Moment
  }
  'accounts.credential_password': {
    person_id: string
    hash: string
    changed_at: Moment
  }
  'accounts.credential_totp': {
    person_id: string
    sealed_secret: Buffer
    is_confirmed: Defaulted<boolean>
    last_step: Defaulted<number>
  }
  'accounts.device': {
    token_hash: Buffer
    person_id: string
    last_used_at: Moment
  }
  'accounts.institution': {
    id: Defaulted<string>
    name: string
    kind: string
    country: string
    is_demonstration: Defaulted<boolean>
    created_at: Defaulted<Moment>
  }
  'accounts.invitation': {
    id: Defaulted<string>
    person_id: string
    purpose: string
    created_at: Moment
    expires_at: Moment
    used_at: Moment | null
  }
  'accounts.passkey': {
    id: Defaulted<string>
    person_id: string
    credential_id: string
    public_key: Buffer
    counter: number
    transports: Defaulted<string[]>
    name: string
    created_at: Moment
    last_used_at: Moment | null
  }
  'accounts.person': {
    id: Defaulted<string>
    email: string
    name: string
    language: string
    institution_id: string
    territories: Defaulted<string[]>
    is_active: Defaulted<boolean>
    is_demonstration: Defaulted<boolean>
    created_at: Defaulted<Moment>
  }
  'accounts.recovery_code': {
    person_id: string
    code_hash: Buffer
  }
  'accounts.role_grant': {
    person_id: string
    role: string
    granted_by: string | null
    granted_at: Moment
  }
  'accounts.session': {
    id: Defaulted<string>
    token_hash: Buffer
    person_id: string
    factor: string
    agent: string
    started_at: Moment
    last_seen_at: Moment
    expires_at: Moment
  }
  'accounts.set_up': {
    code_hash: Buffer
    created_at: Moment
  }
  'accounts.shared_institution': {
    id: string
    name: string
    kind: string
    country: string
    is_demonstration: boolean
  }
  'accounts.shared_person': {
    id: string
    email: string
    name: string
    language: string
    institution_id: string
    institution_name: string | null
    institution_kind: string | null
    country: string
    roles: string[] | null
    territories: string[]
    is_active: boolean
    is_demonstration: boolean
  }
  'alerts.alert': {
    id: string
    reference: string
    state: string
    version: number
    version_in_force: number | null
    author_id: string
    institution_id: string
    signal_id: string | null
    return_reason: string | null
    end_note: string | null
    created_at: Moment
    changed_at: Moment
  }
  'alerts.attachment': {
    id: string
    alert_id: string
    name: string
    kind: string
    bytes: number
    sha256: string
    sha1: string
    added_by: string
    added_at: Moment
  }
  'alerts.delivery': {
    id: string
    message_id: string
    person_id: string
    channel: string
    state: string
    attempts: number
    last_error: string | null
    created_at: Moment
    changed_at: Moment
    acknowledged_at: Moment | null
    note: string | null
    did: string | null
    written_at: Moment | null
  }
  'alerts.escalation': {
    message_id: string
    institution_id: string
    step: number
    person_id: string
    at: Moment
  }
  'alerts.message': {
    id: string
    alert_id: string
    version: number
    kind: string
    is_public: boolean
    sent_at: Moment
    sent_by: string
    note: string | null
  }
  'alerts.version': {
    alert_id: string
    number: number
    content: Json
    written_by: string
    written_at: Moment
  }
  'alerts.watch': {
    id: string
    person_id: string
    kind: string
    code: string
    created_at: Moment
  }
  'alerts.watched_signal': {
    watch_id: string
    signal_id: string
    place: string
    what: string
    found_at: Moment
  }
  'audit.event': {
    seq: number
    at: Moment
    act: string
    actor_kind: string
    actor_id: string | null
    subject: string | null
    outcome: string
    changed: string[]
    previous_hash: Buffer
    hash: Buffer
  }
  'bulletins.bulletin': {
    id: string
    institution_id: string
    author_id: string
    revised_by: string
    state: string
    version: Defaulted<number>
    content: Json
    filled: Json | null
    return_reason: string | null
    withdrawn_reason: string | null
    corrects: string | null
    created_at: Moment
    changed_at: Moment
    published_at: Moment | null
    published_by: string | null
  }
  'catalogues.country': {
    code: string
    alpha3: string
    name_es: string
    name_en: string
    is_demonstration: boolean
  }
  'catalogues.offence': {
    code: string
    name_es: string
    name_en: string
    iccs_code: string | null
  }
  'catalogues.territory': {
    code: string
    country: string
    name_es: string
    name_en: string
    national_code: string | null
    area: string | null
  }
  'catalogues.version': {
    name: string
    version: string
    sha256: string
    loaded_at: Moment
  }
  'catalogues.shared_country': {
    code: string
    alpha3: string
    name_es: string
    name_en: string
    is_demonstration: boolean
  }
  'catalogues.shared_offence': {
    code: string
    name_es: string
    name_en: string
    iccs_code: string | null
  }
  'catalogues.shared_territory': {
    code: string
    country: string
    name_es: string
    name_en: string
    national_code: string | null
    area: string | null
  }
  'catalogues.shared_version': {
    name: string
    version: string
    sha256: string
    loaded_at: Moment
  }
  'collection.delivery': {
    id: string
    source_id: string
    institution_id: string | null
    person_id: string | null
    territories: string[]
    file_sha256: string
    file_name: string
    file_bytes: number
    state: string
    received_at: Moment
    finished_at: Moment | null
    problem: Json | null
    reading: Json | null
    counts: Json | null
  }
  'collection.draft': {
    id: string
    version: number
    state: string
    definition: Json
    findings: Json
    file_sha256: string
    file_name: string
    file_bytes: number
    drafted_by: string | null
    changed_by: string | null
    created_at: Moment
    changed_at: Moment
  }
  'collection.measure': {
    source_id: string
    id: string
    unit: string
    name: Json
    is_default: boolean
    position: number
  }
  'collection.observation': {
    id: GeneratedAlways<number>
    source_id: string
    measure: string
    key: Buffer
    since_release: number
    until_release: number | null
    line: number
    grain: string
    period_start: string | null
    country: string | null
    territory: string | null
    municipality: string | null
    offence: string | null
    category: string | null
    subcategory: string | null
    modality: string | null
    region: string | null
    sex: string | null
    age_band: string | null
    nationality: string | null
    route: string | null
    cause: string | null
    lat: number | null
    lon: number | null
    value: number | null
    withheld: string | null
    origin_release: number | null
  }
  'collection.profile': {
    sha256: string
    id: string
    version: number
    source_id: string
    definition: Json
  }
  'collection.published_profile': {
    source_id: string
    profile_id: string
    version: number
    definition: Json
    published_at: Moment
    published_by: string | null
    drafted_by: string | null
    retired_at: Moment | null
    retired_by: string | null
  }
  'collection.refusal': {
    delivery_id: string
    line: number
    reason: Json
    column_name: string | null
    value: string | null
  }
  'collection.release': {
    id: GeneratedAlways<number>
    source_id: string
    number: number
    delivery_id: string | null
    at: Moment
    profile_sha256: string | null
    scope: string
    kind: Defaulted<string>
    withdraws: number | null
    withdrawn_cells: Json | null
    reason: string | null
    person_id: string | null
    institution_id: string | null
    counts: Json | null
  }
  'collection.source': {
    id: string
    name: Json
    publisher: string
    licence: string
    attribution: Json
    note: Json
    url: string
    is_public: boolean
    is_demonstration: boolean
    cadence: string
  }
  'collection.shared_appearance': {
    source_id: string | null
    grain: string | null
    period_start: string | null
    country: string | null
    territory: string | null
    institution_id: string | null
    released_at: Moment | null
    stands: boolean | null
  }
  'collection.shared_delivery': {
    id: string
    source_id: string
    institution_id: string | null
    file_name: string
    state: string
    received_at: Moment
    finished_at: Moment | null
  }
  'collection.shared_delivery_outcome': {
    delivery: string | null
    source_id: string
    institution_id: string | null
    person_id: string | null
    received_at: Moment
    state: string
    read: number | null
    accepted: number | null
    refused: number | null
  }
  'collection.shared_measure': {
    source_id: string
    id: string
    unit: string
    name: Json
    is_default: boolean
    position: number
  }
  'collection.shared_observation': {
    id: number | null
    source_id: string | null
    measure: string | null
    release_id: number | null
    release: number | null
    delivery: string | null
    line: number | null
    grain: string | null
    period_start: string | null
    country: string | null
    territory: string | null
    municipality: string | null
    offence: string | null
    category: string | null
    subcategory: string | null
    modality: string | null
    region: string | null
    sex: string | null
    age_band: string | null
    nationality: string | null
    route: string | null
    cause: string | null
    lat: number | null
    lon: number | null
    value: number | null
    withheld: string | null
  }
  'collection.shared_observation_history': {
    id: number | null
    source_id: string | null
    measure: string | null
    release_id: number | null
    release: number | null
    delivery: string | null
    line: number | null
    grain: string | null
    period_start: string | null
    country: string | null
    territory: string | null
    municipality: string | null
    offence: string | null
    category: string | null
    subcategory: string | null
    modality: string | null
    region: string | null
    sex: string | null
    age_band: string | null
    nationality: string | null
    route: string | null
    cause: string | null
    lat: number | null
    lon: number | null
    value: number | null
    withheld: string | null
    since_release: number | null
    until_release: number | null
  }
  'collection.shared_receipt': {
    id: string
    file_sha256: string
    received_at: Moment
  }
  'collection.shared_release': {
    id: number
    source_id: string
    number: number
    released_at: Moment | null
    delivery: string | null
    scope: string
    kind: string
    withdraws: number | null
    reason: string | null
  }
  'collection.shared_source': {
    id: string | null
    name: Json | null
    publisher: string | null
    licence: string | null
    attribution: Json | null
    note: Json | null
    url: string | null
    is_public: boolean | null
    is_demonstration: boolean | null
    cadence: string | null
    release_id: number | null
    release_number: number | null
    released_at: Moment | null
  }
  'notices.channel_choice': {
    person_id: string
    severity: string
    channels: string[]
    waits: boolean
  }
  'notices.dispatch': {
    id: string
    notice_id: string
    channel: string
    recipient_id: string
    state: string
    attempts: number
    last_error: string | null
    due_at: Moment
    created_at: Moment
    changed_at: Moment
  }
  'notices.escalation_plan': {
    institution_id: string
    people: string[]
    extreme_minutes: number | null
    severe_minutes: number | null
    moderate_minutes: number | null
    set_by: string | null
    set_at: Moment
  }
  'notices.notice': {
    id: string
    subject_id: string
    address: string
    severity: string
    is_exercise: boolean
    made_at: Moment
  }
  'notices.person_setting': {
    person_id: string
    time_zone: string
    quiet_from: number | null
    quiet_until: number | null
    digest_at: number
    changed_at: Moment
  }
  'notices.push_subscription': {
    id: string
    person_id: string
    endpoint: string
    p256dh: string
    auth: string
    agent: string
    created_at: Moment
  }
  'notices.webhook': {
    id: string
    institution_id: string
    url: string
    set_by: string | null
    set_at: Moment
    ended_at: Moment | null
  }
  'notices.woken_device': {
    dispatch_id: string
    subscription_id: string
    at: Moment
  }
  'notices.shared_dispatch': {
    notice_id: string
    person_id: string | null
    channel: string
    state: string
  }
  'notices.shared_escalation_plan': {
    institution_id: string
    people: string[]
    extreme_minutes: number | null
    severe_minutes: number | null
    moderate_minutes: number | null
  }
  'platform.migration': {
    name: string
    hash: string
    applied_at: Defaulted<Moment>
  }
  'platform.node': {
    is_only: Defaulted<boolean>
    is_demonstration: boolean
    created_at: Defaulted<Moment>
  }
  'quality.examination': {
    source_id: string
    release: number
    release_number: number
    form: number
    at: Moment
    milliseconds: number
    marks: Json
  }
  'quality.finding': {
    id: Defaulted<string>
    check_id: string
    source_id: string
    key: string
    diagnosis: string
    severity: string
    score: number
    facts: Json
    observations: number[]
    cells: number
    delivery_id: string | null
    institution_id: string | null
    person_id: string | null
    state: Defaulted<string>
    explanation: string | null
    found_release: number
    mended_release: number | null
    found_at: Moment
    changed_at: Moment
  }
  'quality.note': {
    id: GeneratedAlways<number>
    finding_id: string
    at: Moment
    person_id: string | null
    what: string
    words: string | null
  }
  'reports.answer_times': {
    kind: string
    day: string
    cases: number
    median_days: number | null
    in_time_percent: number
  }
  'reports.coding': {
    desk_id: string
    report_id: string
    unit_id: string
    offence: string
    territory: string
    month: string | null
    sex: string | null
    age_band: string | null
    nationality: string | null
    modus_operandi: string[]
    coded_by: string
    coded_at: Moment
  }
  'reports.counted': {
    is_only: Defaulted<boolean>
    digest: Buffer
    day: string
  }
  'reports.desk': {
    id: Defaulted<string>
    report_id: string
    unit_id: string
    day: string
    state: Defaulted<string>
    is_aside: Defaulted<boolean>
    assignee_id: string | null
    answer_by: string
    answered: string | null
    joined_to: string | null
    reason: string | null
    ended_by: string | null
    ended_at: Moment | null
  }
  'reports.file': {
    id: string
    secret: Buffer
    bytes: number
    day: string
    part_id: string
    place: string
    is_whole: Defaulted<boolean>
    report_id: string | null
    message_id: string | null
    unit_id: string | null
    replaces: string | null
  }
  'reports.message': {
    id: string
    report_id: string
    seq: number
    kind: string
    unit_id: string | null
    person_id: string | null
    day: string
    at: Moment | null
    body: Buffer
  }
  'reports.report': {
    id: string
    lookup: Buffer
    day: string
    recipient: string
    identity: Buffer
    keys: string[]
    may_contact: boolean
    may_count: boolean
    pass_on: string[]
    is_withdrawn: Defaulted<boolean>
    last_seq: Defaulted<number>
  }
  'reports.resealed': {
    message_id: string
    unit_id: string
    report_id: string
    body: Buffer
  }
  'reports.same': {
    desk_id: string
    other_id: string
    unit_id: string
  }
  'reports.settled_day': {
    day: string
    reports: number
    digest: Buffer
  }
  'reports.shuffled': {
    is_only: Defaulted<boolean>
    before: string
  }
  'reports.step': {
    desk_id: string
    unit_id: string
    act: string
    person_id: string | null
    at: Moment
  }
  'rounds.declaration': {
    obligation_id: string
    period_start: string
    declared_at: Moment
    declared_by: string
  }
  'rounds.excuse': {
    obligation_id: string
    period_start: string
    reason: string
    excused_at: Moment
    excused_by: string
  }
  'rounds.obligation': {
    id: string
    institution_id: string
    source_id: string
    territories: string[]
    cadence: string
    first_period: string
    last_period: string | null
    due_days: number
    in_force_from: string
    contacts: string[]
    remind_before_days: number
    escalate_after_days: number
    set_at: Moment
    set_by: string | null
  }
  'rounds.reminder': {
    id: string
    obligation_id: string
    period_start: string
    person_id: string
    occasion: string
    mail: string
    attempts: number
    last_error: string | null
    created_at: Moment
    changed_at: Moment
  }
  'statistics.coverage': {
    source_id: string
    release: number
    form: number
    facts: Json
  }
  'statistics.cube': {
    source_id: string
    measure: string
    place: string
    release: number
    form: number
    cells: Json
  }
  'statistics.saved_view': {
    id: string
    name: string
    owner_id: string
    is_shared: boolean
    question: Json
    created_at: Moment
    changed_at: Moment
  }
  'trafficking.brought': {
    record_id: string
    intake_id: string
    seq: GeneratedAlways<number>
    position: number
    standard: string
    event: Json
    victim: Json
    perpetrator: Json
    reporting_entity: Json
  }
  'trafficking.device': {
    id: Defaulted<string>
    institution_id: string
    name: string
    username: string
    hash: string
    enrolled_by: string | null
    enrolled_at: Moment
    last_sent_at: Moment | null
    revoked_at: Moment | null
    person_id: string | null
  }
  'trafficking.form': {
    id: string
    version: string
    title: string
    xml: string
    added_by: string | null
    added_at: Moment
  }
  'trafficking.intake': {
    id: Defaulted<string>
    institution_id: string
    person_id: string | null
    device_id: string | null
    standard: string
    form_id: string | null
    received_at: Moment
    columns: string[]
    counts: Json
    left_at_door: Json
    faults: Json
  }
  'trafficking.record': {
    id: Defaulted<string>
    seq: GeneratedAlways<number>
    institution_id: string
    key: Buffer
    intake_id: string
    position: number
    standard: string
    received_at: Moment
    event: Json
    victim: Json
    perpetrator: Json
    reporting_entity: Json
  }
  'units.custody': {
    unit_key_id: string
    first_key_id: string
    second_key_id: string
    sealed: Buffer
    entrusted_by: string | null
    entrusted_at: Moment
  }
  'units.doubt': {
    unit_id: string
    person_id: string
    at: Moment
  }
  'units.lock': {
    id: Defaulted<string>
    personal_key_id: string
    kind: string
    name: string
    hint: string | null
    sealed: Buffer
    made_at: Moment
  }
  'units.member': {
    unit_id: string
    person_id: string
    is_lead: Defaulted<boolean>
    added_by: string | null
    added_at: Moment
  }
  'units.once_held': {
    unit_key_id: string
    person_id: string
  }
  'units.personal_key': {
    id: Defaulted<string>
    person_id: string
    recipient: string
    made_at: Moment
    retired_at: Moment | null
  }
  'units.recovery': {
    id: Defaulted<string>
    unit_id: string
    person_id: string
    first_person: string
    second_person: string
    handed_at: Moment
    done_at: Moment | null
    stopped_at: Moment | null
  }
  'units.recovery_part': {
    recovery_id: string
    unit_key_id: string
    second_key_id: string
    sealed: Buffer
  }
  'units.step': {
    seq: GeneratedAlways<number>
    unit_id: string
    what: string
    by_person: string | null
    about_person: string | null
    at: Moment
  }
  'units.unit': {
    id: Defaulted<string>
    institution_id: string
    name: string
    country: string
    represents: string | null
    territories: string[]
    offences: Defaulted<string[]>
    created_by: string | null
    created_at: Moment
    closed_at: Moment | null
    rotation_due_at: Moment | null
    rotation_reason: string | null
    promised_days: Defaulted<number>
    announced_at: Moment | null
    announced_kind: string | null
    receives_from: Moment | null
    promised_before: number | null
    promised_since: string | null
  }
  'units.unit_key': {
    id: Defaulted<string>
    unit_id: string
    recipient: string
    made_by: string | null
    made_at: Moment
    retired_at: Moment | null
    exposed_at: Moment | null
  }
  'units.vouch': {
    unit_id: string
    person_id: string
    by_unit_id: string
    at: Moment
  }
  'units.wrap': {
    unit_key_id: string
    personal_key_id: string
    sealed: Buffer
    wrapped_by: string | null
    wrapped_at: Moment
  }
  'units.could_open': {
    unit_key_id: string
    person_id: string
  }
  'units.entitled': {
    person_id: string | null
    name: string | null
    email: string | null
    institution_id: string | null
    institution_name: string | null
    institution_kind: string | null
  }
  'units.holder': {
    unit_key_id: string
    unit_id: string
    person_id: string | null
  }
  'units.kept_in_custody': {
    unit_key_id: string
    first_person: string | null
    second_person: string | null
  }
  'units.shared_key': {
    id: string
    unit: string | null
    recipient: string
    is_current: boolean | null
    is_exposed: boolean | null
  }
  'units.shared_member': {
    unit: string | null
    person: string | null
    is_lead: boolean
  }
  'units.shared_unit': {
    id: string | null
    name: string | null
    kind: string | null
    institution_id: string | null
    is_demonstration: boolean | null
    country: string | null
    represents: string | null
    territories: string[] | null
    offences: string[] | null
    key_id: string | null
    recipient: string | null
    is_open: boolean | null
    promised_days: number | null
  }
  'units.waiting': {
    unit_id: string
    until: Moment | null
    why: string | null
  }
  'warning.run': {
    id: Defaulted<string>
    at: Moment
    series: number
    judged: number
    signals: number
    alpha: number
    method: string
    discovery: Defaulted<string>
    q: number | null
    tested: Defaulted<Json>
  }
  'warning.signal': {
    id: Defaulted<string>
    run_id: string
    source_id: string
    measure: string
    grain: string
    place: string
    dimension: string
    what: string
    since: string
    period_start: string
    observed: number
    expected: number
    upperbound: number
    score: number
    chance: number
    release_number: number | null
    curve: Json
    state: Defaulted<string>
    reason: string | null
    decided_by: string | null
    decided_at: Moment | null
    found_at: Moment
    places: Defaulted<string[]>
    detectors: Defaulted<string[]>
    evidence: Defaulted<Json>
    explained: Json | null
    adjusted: number | null
  }
  'warning.verdict': {
    id: GeneratedAlways<number>
    signal_id: string
    verdict: string
    note: string
    person_id: string
    at: Moment
  }
}
