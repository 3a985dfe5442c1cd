import type { Locator, Page } from 'playwright'

/**
 * Drags real files and folders from outside onto the middle of `target` and lets them go there, as
 * the browser itself delivers a drag of the desktop. `hover` runs while they are held over it.
 */
export async function dropFiles(
  page: Page,
  target: Locator,
  paths: readonly string[],
  hover?: () => Promise<void>,
): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error('nothing to drop onto: the target is not visible')
  const session = await page.context().newCDPSession(page)
  const send = (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<unknown> =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    })
  await send('dragEnter')
  await send('dragOver')
  await hover?.()
  await send('dragOver')
  await send('drop')
  await session.detach()
}
