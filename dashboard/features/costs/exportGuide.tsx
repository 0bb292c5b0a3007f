/** How to export costs from the ad platforms. */
import { usePage } from '../../shared/page.ts'

/** The platforms' own names for their ad managers. */
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
