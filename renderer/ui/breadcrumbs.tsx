import { ChevronRight } from 'lucide-react'
import type { JSX } from 'react'
import { Breadcrumbs as AriaBreadcrumbs, Breadcrumb, Button } from 'react-aria-components'
import { MenuOf } from './menu.tsx'
import './breadcrumbs.css'

export interface Crumb {
  readonly id: string
  readonly label: string
}

export interface BreadcrumbsProps {
  readonly label: string
  readonly crumbs: readonly Crumb[]
  /** Name of the menu that holds the crumbs left out of a long path. */
  readonly moreLabel: string
  readonly onOpen: (id: string) => void
}

/** The first and the last three segments; the ones between are in a menu. */
export function Breadcrumbs({ label, crumbs, moreLabel, onOpen }: BreadcrumbsProps): JSX.Element {
  const hidden = crumbs.length > 5 ? crumbs.slice(1, -3) : []
  const shown = crumbs.filter((crumb) => !hidden.includes(crumb))
  return (
    <AriaBreadcrumbs
      aria-label={label}
      className="breadcrumbs"
      onAction={(id) => onOpen(String(id))}
    >
      {shown.map((crumb, index) => (
        <Breadcrumb key={crumb.id} id={crumb.id} className="breadcrumb">
          {index === 0 ? null : <ChevronRight size={12} aria-hidden />}
          {index === 1 && hidden.length > 0 ? (
            <HiddenCrumbs label={moreLabel} crumbs={hidden} onOpen={onOpen} />
          ) : null}
          <CrumbButton
            crumb={crumb}
            isLast={index === shown.length - 1}
            onPress={() => onOpen(crumb.id)}
          />
        </Breadcrumb>
      ))}
    </AriaBreadcrumbs>
  )
}

interface CrumbButtonProps {
  readonly crumb: Crumb
  readonly isLast: boolean
  readonly onPress: () => void
}

function CrumbButton({ crumb, isLast, onPress }: CrumbButtonProps): JSX.Element {
  if (isLast) {
    return (
      <span className="breadcrumb-current" aria-current="page">
        {crumb.label}
      </span>
    )
  }
  return (
    <Button className="breadcrumb-button" onPress={onPress}>
      {crumb.label}
    </Button>
  )
}

function HiddenCrumbs(props: Omit<BreadcrumbsProps, 'moreLabel'>): JSX.Element {
  return (
    <>
      <MenuOf
        label={props.label}
        trigger={
          <Button aria-label={props.label} className="breadcrumb-button">
            …
          </Button>
        }
        entries={props.crumbs.map((crumb) => ({
          id: crumb.id,
          label: crumb.label,
          onAction: () => props.onOpen(crumb.id),
        }))}
      />
      <ChevronRight size={12} aria-hidden />
    </>
  )
}
