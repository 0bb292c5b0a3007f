/** Exports of Meta in languages that users reported. */
import { describe, expect, it } from 'vitest'
import { lines, load } from './costs.ts'

describe('an export of Meta in another language', () => {
  const eachDay = (heading: string, row: string) => `${heading}\n${row}`
  it.each([
    [
      'Portuguese',
      `Início dos relatórios,Encerramento dos relatórios,Nome da campanha,Dia,Valor usado (BRL),Impressões,Cliques no link`,
      '2026-09-01,2026-09-02,Inverno,2026-09-01,"1.234,56",1000,50',
      '2026-09-01 Inverno 123456 BRL',
    ],
    [
      'Portuguese of Portugal',
      `Nome da campanha;Dia;Montante gasto (EUR);Impressões;Cliques na ligação`,
      'Inverno;1/9/2026;12,50;1000;50',
      '2026-09-01 Inverno 1250 EUR',
    ],
    [
      'Italian',
      `Inizio dei resoconti,Fine dei resoconti,Nome della campagna,Giorno,Importo speso (EUR),Impression`,
      '2026-09-01,2026-09-02,Inverno,2026-09-01,"12,50",1000',
      '2026-09-01 Inverno 1250 EUR',
    ],
    [
      'Turkish',
      `Rapor Başlangıcı,Rapor Sonu,Kampanya Adı,Gün,Harcanan Tutar (TRY),Gösterim,Bağlantı Tıklamaları`,
      '2026-09-01,2026-09-02,Kış,1 Eyl 2026,"1.234,56",1000,50',
      '2026-09-01 Kış 123456 TRY',
    ],
    [
      'Turkish in capitals',
      `KAMPANYA ADI;GÜN;HARCANAN TUTAR (TRY)`,
      'Kış;01.09.2026;12,50',
      '2026-09-01 Kış 1250 TRY',
    ],
    [
      'Dutch',
      `Begin rapportage,Einde rapportage,Campagnenaam,Dag,Besteed bedrag (EUR),Weergaven,Klikken op link`,
      '2026-09-01,2026-09-02,Winter,1 sep 2026,"12,50",1000,50',
      '2026-09-01 Winter 1250 EUR',
    ],
    [
      'Japanese',
      `レポート開始日,レポート終了日,キャンペーン名,日,消化金額 (JPY),インプレッション,リンクのクリック`,
      '2026-09-01,2026-09-02,冬,2026年9月1日,12345,1000,50',
      '2026-09-01 冬 12345 JPY',
    ],
    [
      'Japanese with wide brackets',
      `キャンペーン名,日,消化金額（JPY）`,
      '冬,2026/09/01,500',
      '2026-09-01 冬 500 JPY',
    ],
    [
      'Arabic',
      `بداية التقارير,نهاية التقارير,اسم الحملة,المبلغ الذي تم إنفاقه (EGP),مرات الظهور`,
      '\u200f٢٠٢٦-٠٩-٠١,2026-09-01,الشتاء,12.50,1000',
      '2026-09-01 الشتاء 1250 EGP',
    ],
    [
      'Romanian',
      `Numele campaniei,Ziua,Suma cheltuită (RON),Afișări,Clicuri pe link`,
      'Iarna,1 sept. 2026,"12,50",1000,50',
      '2026-09-01 Iarna 1250 RON',
    ],
    [
      'Romanian with cedillas',
      `Numele campaniei,Ziua,Suma cheltuită (RON),Afişări`,
      'Iarna,01.09.2026,"12,50",1000',
      '2026-09-01 Iarna 1250 RON',
    ],
    [
      'Polish',
      `Początek raportowania,Koniec raportowania,Nazwa kampanii,Wydana kwota (PLN),Wyświetlenia`,
      '2026-09-01,2026-09-01,Zima,"12,50",1000',
      '2026-09-01 Zima 1250 PLN',
    ],
  ])('%s is read', (_, heading, row, expected) => {
    const { format, rows } = load(eachDay(heading, row))
    expect(format).toBe('meta')
    expect(lines(rows)).toEqual([expected])
    if (/impress|gösterim|weergaven|インプ|الظهور|afi|wyśw/i.test(heading))
      expect(rows[0]!.impressions).toBe(1000)
  })
})
