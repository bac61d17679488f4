// The mark of SIDMI: a route of three stops, drawn in the colour of the text around it.

/** Beside the name it says nothing of its own, so it is hidden from screen readers. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
    <path d="M6 26C6 16 14 19 16 15S20 6 26 6" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    <circle cx="6" cy="26" r="3.5" fill="currentColor" />
    <circle cx="16" cy="15" r="3.5" className="mark-stop" />
    <circle cx="26" cy="6" r="3.5" fill="currentColor" />
  </svg>
)

const iconShapes =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#10233c"/>' +
  '<path d="M6 26C6 16 14 19 16 15S20 6 26 6" fill="none" stroke="#fff" stroke-width="3"/><circle cx="16" cy="15" r="4.5" fill="#5fc3c9"/></svg>'

/** The same mark as an icon inside the page, which saves a request. */
export const iconAddress = `data:image/svg+xml,${encodeURIComponent(iconShapes)}`
