// How large sealed files may be, and what of a size may stand in an address; apart, since reporters' pages take no more of the model than this.

/** The largest sealed file, in bytes. */
export const mostFileBytes = 600 * 1024 ** 2

/** The size work is asked for: the next power of two, as an address stands in the logs of proxies and an exact size tells which file it was. */
export const sizeAsked = (bytes: number): number => (bytes === 0 ? 0 : Math.min(mostFileBytes, 2 ** Math.ceil(Math.log2(bytes))))
