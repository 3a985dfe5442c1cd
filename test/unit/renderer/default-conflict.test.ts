import { expect, test } from 'vitest'
import { createStores } from '../../../renderer/stores/stores.tsx'
import { settingsSchema } from '../../../shared/settings.ts'
import { fakeApi } from './fake-api.ts'

test('what is started does with existing files what the preferences say at that moment', async () => {
  const chosen = settingsSchema.parse({ conflict: 'replace-if-newer' })
  const { api, calls, push } = fakeApi({
    'transfers.upload': () => ({ transferId: '1' }),
    'transfers.download': () => ({ transferId: '2' }),
    'dialogs.chooseTargetFolder': () => ({ id: 'g', name: 'x', label: '/x', kind: 'folder' }),
  })
  const { files } = createStores(api)
  const place = { accountId: 'a', bucket: 'b', prefix: '' }
  const dropped = [{ name: 'a.txt' }] as unknown as Parameters<typeof files.uploadDropped>[1]
  await files.uploadDropped(place, dropped)
  push('settings.changed', chosen)
  await files.uploadDropped(place, dropped)
  await files.download(place, new Map())
  const policies = calls
    .filter(([name]) => name.startsWith('transfers.'))
    .map(([, input]) => (input as { readonly conflict: string }).conflict)
  expect(policies).toEqual(['ask', 'replace-if-newer', 'replace-if-newer'])
})
