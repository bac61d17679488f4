// Mantine dressed in the tokens of the visual language: its colours, sizes and corners are ours in both themes.
import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = ['#eef6f6', '#dcecec', '#b7d9da', '#8dc4c7', '#5fc3c9', '#2f959c', '#17818a', '#0b6e77', '#07545b', '#053f45']
const grey: MantineColorsTuple = ['#fbfaf7', '#f2f1ec', '#e6e6e2', '#dcdfe0', '#76859a', '#76859a', '#76859a', '#4a5a6d', '#2b3d54', '#12263f']
const night: MantineColorsTuple = ['#e8eef4', '#c6d2de', '#a9b8c8', '#8fa0b3', '#73869b', '#2a3b4f', '#132132', '#0d1826', '#0a131f', '#081220']

const one = '6px'
const raised = '0 6px 24px rgb(8 18 32 / 18%)'

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  colors: { teal, gray: grey, dark: night },
  // Words on the accent are pale on the light theme's teal and dark on the dark theme's.
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input)
    return input.variant === 'filled' && (input.color ?? 'teal') === 'teal' ? { ...colours, color: 'var(--on-accent)' } : colours
  },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.1875rem', xl: '1.5rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: one, md: one, lg: one, xl: one },
  defaultRadius: one,
  shadows: { xs: 'none', sm: 'none', md: raised, lg: raised, xl: raised },
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 600 } } },
    InputWrapper: { styles: { label: { fontWeight: 600, marginBottom: 2 }, description: { fontSize: 'var(--text-s)', marginBottom: 6 }, error: { fontSize: 'var(--text-s)', fontWeight: 600 } } },
    Anchor: { defaultProps: { underline: 'always' } },
    Checkbox: { defaultProps: { radius: 'xs', iconColor: 'var(--on-accent)' } },
    Switch: { styles: { track: { border: '1px solid var(--edge)' } } },
    Radio: { defaultProps: { iconColor: 'var(--on-accent)' } },
  },
})

const fromTokens = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-error': 'var(--extreme)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-teal-filled': 'var(--accent)',
  '--mantine-color-teal-filled-hover': 'var(--accent-strong)',
  '--mantine-color-teal-text': 'var(--accent)',
  '--mantine-color-teal-light': 'var(--accent-wash)',
  '--mantine-color-teal-light-hover': 'var(--accent-wash)',
  '--mantine-color-teal-light-color': 'var(--accent-strong)',
  '--mantine-color-teal-outline': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens })
