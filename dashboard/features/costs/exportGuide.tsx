/** Which exports of the ad platforms hold costs, and how to get them. */
import { usePage } from '../../shared/page.ts'

/** What each kind of file is called by those who use it. */
export const PLATFORMS = {
  meta: 'Meta Ads Manager',
  google: 'Google Ads',
  tiktok: 'TikTok Ads Manager',
} as const

export function ExportGuide() {
  const { say } = usePage()
  return (
    <dl class="exports">
      {(['meta', 'google', 'tiktok'] as const).map((name) => (
        <div key={name}>
          <dt>{PLATFORMS[name]}</dt>
          <dd>{say(`export_${name}`)}</dd>
        </div>
      ))}
      <div>
        <dt>{say('plain_table')}</dt>
        <dd>{say('export_plain')}</dd>
      </div>
    </dl>
  )
}
