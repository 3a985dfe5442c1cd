/**
 * The id of an item is its transfer's id times 2^32 plus its number within the transfer, so all of
 * one transfer are neighbours. 512 neighbours are a block, with a row of `blocks` that counts their
 * states. Exact up to two million transfers.
 */
const numbers = 2 ** 32
export const blockItems = 512

/** First and last id, both included. */
export interface IdRange {
  readonly first: number
  readonly last: number
}

export function itemsOf(transferId: number): IdRange {
  return { first: transferId * numbers, last: (transferId + 1) * numbers - 1 }
}

export function blocksOf(transferId: number): IdRange {
  const { first, last } = itemsOf(transferId)
  return { first: blockOf(first), last: blockOf(last) }
}

export function blockOf(itemId: number): number {
  return Math.floor(itemId / blockItems)
}

export function itemsOfBlock(block: number): IdRange {
  return { first: block * blockItems, last: (block + 1) * blockItems - 1 }
}
