/** Raw macros of ad platforms, such as {{campaign.name}}: which texts are macros, and how a landing with a macro is read. */
import { describe, expect, it } from 'vitest'
import { campaignOf, readTouch } from '../../worker/classify/touch.ts'
import { readLanding } from '../../worker/ingest/readLanding.ts'
import { arrive, campaign, land, row } from './landings.ts'

describe('a raw macro', () => {
  const MACROS = [
    ...[
      '{{campaign.name}}',
      '{{adset.id}}',
      '{{site_source_name}}',
      '{{ campaign.name }}',
      'fb_{{placement}}',
    ],
    ...['{campaign}', '{campaignid}', '{keyword:shoes}', '{_custom}', 'google-{network}', '{lpurl}'],
    ...['__CID__', '__CAMPAIGN_NAME__', 'tt-__AID_NAME__', '__cid__', '__campaign_name__', '__adid__'],
    ...['%%CAMPAIGN%%', '%%campaign_name%%', '%CAMPAIGN_NAME%', '%campaign%'],
    ...[
      '$' + '{CAMPAIGN_ID}',
      '$ad_id$',
      '#campaign#',
      '<campaign_name>',
      '[campaign]',
      '[CAMPAIGN_ID]',
      '[[ad]]',
    ],
    ...[
      '*|CAMPAIGN_UID|*',
      '<%= campaign %>',
      '!!!affid!!!',
      '!!!sitename!!!',
      '%%=v(@campaign)=%%',
      '{{campaign.na',
      '[ad set name]',
    ],
  ]
  it.each(MACROS)('is no campaign: %s', (macro) => {
    const invisible = encodeURIComponent([...macro].join('\u200b'))
    const once = encodeURIComponent(macro)
    for (const written of [macro, once, encodeURIComponent(once), invisible]) {
      if (/[#&]/.test(written)) continue
      const { campaign, content, source } = arrive(
        `?utm_source=${written}&utm_campaign=${written}&utm_content=${written}`,
      )
      expect([written, campaign, content, source]).toEqual([written, null, null, '(not set)'])
    }
  })

  it.each([
    ...[
      '[Brand] Ukraine',
      '[UA] Spring',
      'a_b__c',
      '__spring',
      '50%',
      'sale_50%_off',
      'A/B',
      '$100 off',
      'C# course',
    ],
    ...[
      '<3',
      '!!!SALE!!!',
      '!!!wow!!! 50',
      '50%% off 20%% more',
      '__new__',
      '__Winter__',
      'A__NEW__',
      'spring (ads)',
      '100%25',
      'Black Friday!',
      '[Search]',
      'Ads',
      '2026__UA__Brand',
      'snake__case__name',
    ],
  ])('is not %s', (name) => {
    expect(campaign(encodeURIComponent(name))).toBe(name.replace('%25', '%'))
  })

  it('leaves the decision to the other evidence', () => {
    expect(row('?utm_source={{site_source_name}}&utm_medium=cpc&fbclid=x')).toBe(
      'facebook / cpc / Paid Social',
    )
    expect(row('?utm_source={source}&utm_medium={medium}&gclid=x')).toBe('google / cpc / Paid Search')
    expect(row('?utm_source=__CID__', { referrer: 'https://www.tiktok.com/' })).toBe(
      'tiktok / social / Organic Social',
    )
    expect(row('?utm_campaign={{campaign.name}}')).toBe('(not set) / (not set) / Unassigned')
    expect(arrive('?utm_source=google&utm_campaign={campaign}&utm_id=77').campaign).toBe('77')
    expect(arrive('?gclid={gclid}').click_id_kind).toBeNull()
  })

  it('is kept beside the values, also in an address that is too long', () => {
    expect(land('?utm_campaign={{campaign.name}}&ttclid=__CLICKID__&utm_source=tiktok').macros).toEqual({
      utm_campaign: '{{campaign.name}}',
      ttclid: '__CLICKID__',
    })
    const long = readLanding(
      `https://shop.example/${'a/'.repeat(1100)}?utm_campaign={{a.b}}&utm_source=x%2525zz`,
      '',
      [],
    )
    expect(readTouch(long.url, '')).toMatchObject({
      macros: { utm_campaign: '{{a.b}}' },
      utm: { utm_source: 'x%zz' },
    })
  })

  it('begins a session, like every campaign', () => {
    expect(campaignOf(land('?utm_campaign={{campaign.name}}'))).not.toBeNull()
  })
})
