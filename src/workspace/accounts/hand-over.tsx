// The link of an invitation: on its way by e-mail, or shown this once to be handed over.
import { CopyButton, Button, TextInput } from '@mantine/core'
import { announce, Notice, useText } from '../kit/kit.ts'

export const HandOver = ({ name, link }: { name: string; link: string | null }) => {
  const t = useText()
  if (link === null) {
    return <Notice><p>{t({ es: `${name} recibirá por correo un enlace que vale siete días.`, en: `${name} will get a link by e-mail, valid for seven days.` })}</p></Notice>
  }
  return (
    <Notice title={{ es: 'Entregue este enlace en persona o por un medio seguro', en: 'Hand over this link in person or by a safe means' }}>
      <TextInput
        label={t({ es: `Enlace de ${name}`, en: `Link for ${name}` })} value={link} readOnly onFocus={(event) => event.currentTarget.select()}
        description={t({ es: 'Este nodo no tiene correo. El enlace sirve una vez, siete días, y no se mostrará de nuevo.', en: 'This node has no mail. The link works once, for seven days, and will not be shown again.' })}
      />
      <CopyButton value={link}>
        {({ copy }) => (
          <Button variant="default" mt="sm" onClick={() => {
            copy()
            announce(t({ es: 'Enlace copiado.', en: 'Link copied.' }))
          }}>{t({ es: 'Copiar', en: 'Copy' })}</Button>
        )}
      </CopyButton>
    </Notice>
  )
}
