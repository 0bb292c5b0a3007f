// @vitest-environment node
/** The second file: `data-clicks` reports outbound links and downloads. */
import { beforeEach, describe, expect, test } from 'vitest'
import { start } from './browser.ts'
import { click, opened, sent } from './extended.ts'

beforeEach(start)

describe('Clicks', () => {
  const both = { clicks: 'outbound,download', domains: 'pay.example' }
  async function clicked(href: string, options: Record<string, string> = both, button = 0) {
    const on = opened(`<a href="${href}"><b>Words</b></a>`, options)
    click(on, 'b', button)
    await on.page.rest()
    return sent(on.browser.events)
  }
  const outbound = (link_url: string, link_domain: string) => [
    'click',
    { link_url, link_domain, outbound: true },
  ]
  const file = (link_url: string, file_extension: string, file_name: string) => [
    'file_download',
    { link_url, file_extension, file_name },
  ]

  test.each<[string, unknown[]]>([
    ['https://maps.example/?q=shop', [outbound('https://maps.example/?q=shop', 'maps.example')]],
    ['https://notshop.example/', [outbound('https://notshop.example/', 'notshop.example')]],
    ['/mug', []],
    ['https://shop.example/mug', []],
    ['https://www.shop.example/mug', []],
    ['https://pay.example/', []],
    ['https://www.pay.example/', []],
    ['mailto:somebody@mail.example', []],
    ['tel:+380440000000', []],
    ['viber://chat?number=1', []],
    ['javascript:void 0', []],
    ['#top', []],
    [
      '/files/Price%20list.PDF?v=2',
      [file('https://shop.example/files/Price%20list.PDF?v=2', 'PDF', '/files/Price%20list.PDF')],
    ],
    ['https://pay.example/a.zip', [file('https://pay.example/a.zip', 'zip', '/a.zip')]],
    [
      'https://cdn.example/a.docx',
      [
        file('https://cdn.example/a.docx', 'docx', '/a.docx'),
        outbound('https://cdn.example/a.docx', 'cdn.example'),
      ],
    ],
    ['/a.html', []],
    ['/pdf', []],
    ['/?file=a.pdf', []],
    ['/a.pdf/read', []],
  ])('on %s are reported by the options', async (href, expected) => {
    expect(await clicked(href)).toEqual(expected)
  })

  test.each('pdf xls xlsx doc docx ppt pptx txt csv rar zip mp3 mp4'.split(' '))(
    'on .%s links count as downloads',
    async (extension) => {
      expect(await clicked(`/a.${extension}`)).toHaveLength(1)
    },
  )

  test('with the middle button count, and those with the right button do not', async () => {
    expect(await clicked('https://maps.example/', both, 1)).toHaveLength(1)
    expect(await clicked('https://maps.example/', both, 2)).toEqual([])
  })

  test.each([
    ['outbound', ['click']],
    ['download', ['file_download']],
    ['download, outbound', ['file_download', 'click']],
    ['', []],
  ])('are reported for the kinds that data-clicks="%s" lists', async (clicks, names) => {
    expect((await clicked('https://cdn.example/a.pdf', { clicks })).map(([name]) => name)).toEqual(names)
  })

  test('are not reported by default', async () => {
    expect(await clicked('https://cdn.example/a.pdf', {})).toEqual([])
  })

  test('on something that is not a link cause no error', () => {
    const on = opened('<svg><a><text>x</text></a></svg><p>x</p>', both)
    click(on, 'p')
    click(on, 'text')
    on.page.window.document.dispatchEvent(new on.page.window.Event('click'))
  })
})
