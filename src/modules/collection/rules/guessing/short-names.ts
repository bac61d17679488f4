// Names of places as offices cut them short, where what is left is not the beginning of the name: «Edo. Méx.», «N.L.», «Q. Roo».

/** Short names by the place's code, as words are compared. */
export const shortNames: Readonly<Record<string, readonly string[]>> = {
  'MX-AGU': ['ags'], 'MX-BCS': ['b c s', 'bcs'], 'MX-CAM': ['camp'], 'MX-CHH': ['chih'], 'MX-CHP': ['chis'], 'MX-CMX': ['cdmx', 'cd mx', 'cd de mexico'],
  'MX-COA': ['coah'], 'MX-DUR': ['dgo'], 'MX-GUA': ['gto'], 'MX-GRO': ['gro'], 'MX-HID': ['hgo'], 'MX-JAL': ['jal'], 'MX-MEX': ['edo mex', 'edomex', 'edo de mex', 'edo de mexico', 'edo mexico'],
  'MX-MIC': ['mich'], 'MX-NAY': ['nay'], 'MX-NLE': ['n l', 'n leon', 'nvo leon'], 'MX-OAX': ['oax'], 'MX-PUE': ['pue'], 'MX-QUE': ['qro'], 'MX-ROO': ['q roo', 'qroo'], 'MX-SLP': ['s l p', 'slp'],
  'MX-TAM': ['tamps'], 'MX-TLA': ['tlax'], 'MX-VER': ['ver'], 'MX-YUC': ['yuc'], 'MX-ZAC': ['zac'], 'MX-BCN': ['b c', 'b c n'],
}
