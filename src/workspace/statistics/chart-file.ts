// A chart on screen as a file of its own: the drawing with its title, source and notes inside, in the colours of paper.

const margin = 20
const lineHeight = 17
const family = `system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif`
const headFont = { size: 15, weight: 650 }
const footFont = { size: 12, weight: 400 }

/** What a drawing's look comes from; copied onto each mark, since the file has no style sheet. */
const looks = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'opacity',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'paint-order',
] as const

export interface ChartFile {
  svg: string
  width: number
  height: number
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Words broken into lines no wider than `longest`, in the unit of `widthOf`: characters without it. */
export const wrapped = (text: string, longest: number, widthOf: (line: string) => number = ({ length }) => length): string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`${last} ${word}`) <= longest) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** How wide a line is in pixels, in this browser's letters. Other readers' letters may be a little wider. */
const widthIn = ({ size, weight }: typeof headFont): ((line: string) => number) => {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return (line) => line.length * size * 0.65
  pen.font = `${weight} ${size}px ${family}`
  return (line) => pen.measureText(line).width * 1.04
}

const inheritLooks = (from: Element, to: Element): void => {
  const style = getComputedStyle(from)
  for (const look of looks) {
    const value = style.getPropertyValue(look)
    if (value !== '' && !value.includes('url(')) to.setAttribute(look, value)
  }
  to.removeAttribute('class')
  for (const [index, child] of [...from.children].entries()) {
    const other = to.children[index]
    if (other) inheritLooks(child, other)
  }
}

const withoutLinks = (root: Element): void => {
  for (const link of root.querySelectorAll('a')) link.replaceWith(...link.childNodes)
}

const block = (lines: readonly string[], x: number, y: number, style: string): string =>
  lines.map((line, index) => `<text x="${x}" y="${y + index * lineHeight}" ${style}>${escaped(line)}</text>`).join('')

/** The drawing as an SVG file; sizes are in pixels. */
export const chartAsFile = (chart: SVGSVGElement, title: string, notes: readonly string[]): ChartFile => {
  const box = chart.viewBox.baseVal
  const drawn = Math.max(chart.getBoundingClientRect().width, 320)
  const scale = drawn / box.width
  const [width, drawing] = [Math.ceil(drawn + 2 * margin), Math.ceil(box.height * scale)]
  const head = wrapped(title, drawn, widthIn(headFont))
  const foot = notes.flatMap((note) => wrapped(note, drawn, widthIn(footFont)))
  const top = margin + head.length * (lineHeight + 2) + 8
  const height = top + drawing + 16 + foot.length * lineHeight + margin
  const copy = chart.cloneNode(true) as SVGSVGElement
  chart.style.colorScheme = 'light'
  inheritLooks(chart, copy)
  chart.style.removeProperty('color-scheme')
  withoutLinks(copy)
  const [paper, ink, soft] = ['--paper', '--ink', '--ink-soft'].map(onPaper)
  const font = ({ size, weight }: typeof headFont): string => `font-family="${family}" font-size="${size}" font-weight="${weight}"`
  return {
    width, height,
    svg: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
      `<title>${escaped(title)}</title><desc>${escaped(notes.join(' '))}</desc><rect width="100%" height="100%" fill="${paper ?? '#fff'}"/>`,
      block(head, margin, margin + 14, `${font(headFont)} fill="${ink ?? '#000'}"`),
      `<svg x="${margin}" y="${top}" width="${drawn}" height="${drawing}" viewBox="0 0 ${box.width} ${box.height}">${copy.innerHTML}</svg>`,
      block(foot, margin, top + drawing + 26, `${font(footFont)} fill="${soft ?? '#444'}"`), '</svg>',
    ].join(''),
  }
}

// A token's colour by day, whatever the theme on screen: files are printed and pasted.
const onPaper = (token: string): string => {
  const probe = document.createElement('span')
  Object.assign(probe.style, { colorScheme: 'light', color: `var(${token})` })
  document.body.append(probe)
  const value = getComputedStyle(probe).color
  probe.remove()
  return value
}

/** The file as a picture of twice as many points each way. */
export const chartAsPicture = async ({ svg, width, height }: ChartFile): Promise<Blob> => {
  const image = new Image(width, height)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: width * 2, height: height * 2 })
  canvas.getContext('2d')?.drawImage(image, 0, 0, width * 2, height * 2)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be drawn'))), 'image/png')
  })
}

/** Hands a file made in the page to the browser's downloads. */
export const handOver = (content: Blob | string, name: string, mediaType: string): void => {
  const address = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: mediaType }) : content)
  const link = document.createElement('a')
  Object.assign(link, { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
