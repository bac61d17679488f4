// The kit's front door: screens import everything from here. docs/visual-language.md says how it must look.
//
// To the server   useRead(path, input) + <Read of>   useAct(method, path)   useActForm + <ActForm>   uploadFile   addressOf   callAct
// Words           useText() → t({ es, en })   useFormat() → number, percent, date, dateTime, period, ago, bytes   useLanguage
// Place           useParameter('id')   useFilters()   useGo()   <AppLink to>   <ButtonLink to>   lazyScreen
// Person          useSession()   useMay('alert.draft')   renewSession(queryClient)   on a record: reply.allowed.includes('alert.publish')
// Frame           <PageFrame title lead actions tags up>   <Section title>   <FilterBar>   <FieldGroup>
// Facts           <DataTable>   <Figures><Figure/></Figures>   <Facts>   <Timeline>   <DiffTable>   <DownloadLinks>   <ChartWithTable>
// Tags            <StateTag kind label>   <SeverityTag severity>   <TlpTag tlp explains>
// Telling         <ProblemNotice problem>   <Notice>   <Empty>   <Loading>   <Progress>   announce(text)   <ConfirmDialog>   <Dialog>   <FileDrop>
// Charts          of platform/charts, measured: <ChartWithTable charts={[{ name, draw: (width) => <LineBand width={width} … /> }]} table={<DataTable …/>}>
// Inputs themselves (TextInput, Select, Checkbox, Radio, Button …) come from Mantine, dressed by theme.ts; not its Modal, Menu, Table or notifications.
export { addressOf, ApiProblem, callAct, type Input, type Reply } from './api.ts'
export { useFilters, useGo, useParameter, type Filters } from './address.ts'
export { ChartWithTable } from './chart-with-table.tsx'
export { ConfirmDialog, Dialog } from './dialog.tsx'
export { DataTable, type Column } from './data-table.tsx'
export { DiffTable, DownloadLinks, Facts, Figure, Figures, Timeline, type Moment } from './facts.tsx'
export { FileDrop } from './file-drop.tsx'
export { ActForm, FieldGroup, FilterBar, useActForm, type ActFormState } from './form.tsx'
export { useFormat } from './format.ts'
export { useLanguage, useText } from './language.ts'
export { AppLink, ButtonLink } from './link.tsx'
export { Empty, Loading, Notice, ProblemNotice, Progress } from './notices.tsx'
export { PageFrame, Section } from './page-frame.tsx'
export { refresh, useAct, useRead, type Reading } from './query.ts'
export { QrCode } from './qr-code.tsx'
export { Read } from './read.tsx'
export { lazyScreen, type Screen } from './screen.ts'
export { renewSession, useMay, useSession } from './session.ts'
export { SeverityTag, StateTag, TlpTag, type Severity } from './tags.tsx'
export { announce } from './toast.tsx'
export { uploadFile } from './upload.ts'
