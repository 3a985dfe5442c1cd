import { expect, it } from 'vitest'
import { zhCn } from '../../../shared/i18n/zh-cn.ts'

const { items, move, storageClass } = zhCn.objects

it('sets names off with a space in Chinese sentences, and counts not', () => {
  const both = items.both(items.files(2, '2'), items.folders(1, '1'))
  expect(both).toBe('2 个文件和 1 个文件夹')
  expect(storageClass.title(both)).toBe('2 个文件和 1 个文件夹的存储类型')
  expect(storageClass.title('报告')).toBe('报告 的存储类型')
  expect(move.to(both, items.bucket('work'))).toBe('将 2 个文件和 1 个文件夹移动到存储空间 work')
  expect(move.to('a b.txt', '照片')).toBe('将 a b.txt 移动到 照片')
  expect(move.consequence(1, items.sized(both, '1 KB'), '照片', items.bucket('work'))).toBe(
    '2 个文件和 1 个文件夹（1 KB）将移动到 照片。每个副本核对无误后，才会从存储空间 work 中移除。',
  )
})
