import { type JSX, useState } from 'react'
import { regions } from '../../../shared/oss/regions.ts'
import { useLocale, useMessages } from '../../i18n/i18n.tsx'
import { Checkbox, RadioCards } from '../../ui/choice.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useProblemText } from './use-problem-text.ts'
import type { SignIn } from './use-sign-in.ts'

export function PlaceFields({ form }: { readonly form: SignIn }): JSX.Element {
  const { accounts: words } = useMessages()
  const { values, change } = form
  return (
    <>
      <RadioCards
        layout="row"
        label={words.place}
        value={values.place}
        onChange={(place) => change({ place: place === 'host' ? 'host' : 'region' })}
        options={[
          { value: 'region', title: words.byRegion },
          { value: 'host', title: words.byHost },
        ]}
      />
      {values.place === 'region' ? <RegionField form={form} /> : <HostFields form={form} />}
    </>
  )
}

function RegionField({ form }: { readonly form: SignIn }): JSX.Element {
  const { accounts: words } = useMessages()
  const locale = useLocale()
  const problem = useProblemText(form)
  return (
    <Select
      label={words.region}
      description={words.regionHelp}
      placeholder={words.regionPlaceholder}
      error={problem('region')}
      value={form.values.region}
      onChange={(region) => form.change({ region })}
      options={regions.map((region) => ({
        id: region.id,
        label: locale === 'zh-cn' ? region.zhCn : region.en,
        description: `${locale === 'zh-cn' ? region.en : region.zhCn} · ${region.id}`,
      }))}
    />
  )
}

function HostFields({ form }: { readonly form: SignIn }): JSX.Element {
  const { accounts: words } = useMessages()
  const problem = useProblemText(form)
  const { values, change, touch } = form
  return (
    <>
      <TextField
        mono
        label={words.host}
        description={words.hostHelp}
        placeholder={words.hostPlaceholder}
        value={values.host}
        onChange={(host) => change({ host })}
        onBlur={() => touch('host')}
        error={problem('host')}
      />
      <TextField
        mono
        label={words.hostRegion}
        description={words.hostRegionHelp}
        placeholder={words.hostRegionPlaceholder}
        value={values.hostRegion}
        onChange={(hostRegion) => change({ hostRegion })}
        onBlur={() => touch('hostRegion')}
        error={problem('hostRegion')}
      />
      <Checkbox isSelected={values.cname} onChange={(cname) => change({ cname })}>
        {words.cname}
      </Checkbox>
    </>
  )
}

/** Name in the list and preset; unfolded while one of them needs a look. */
export function MoreFields({ form }: { readonly form: SignIn }): JSX.Element {
  const { accounts: words } = useMessages()
  const problem = useProblemText(form)
  const { values, change, touch } = form
  const needed = form.failure?.code === 'AccessDenied' || problem('preset') !== null
  const [open, setOpen] = useState(false)
  return (
    <Disclosure title={words.more} isExpanded={open || needed} onExpandedChange={setOpen}>
      <div className="field-stack">
        <TextField
          mono
          label={words.preset}
          description={words.presetHelp}
          placeholder={words.presetPlaceholder}
          value={values.preset}
          onChange={(preset) => change({ preset })}
          onBlur={() => touch('preset')}
          error={problem('preset')}
        />
        <TextField
          label={words.name}
          description={words.nameHelp}
          maxLength={100}
          value={values.name}
          onChange={(name) => change({ name })}
        />
      </div>
    </Disclosure>
  )
}
