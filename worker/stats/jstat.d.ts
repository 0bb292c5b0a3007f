/** As much of jstat as is used: it comes without types. */
declare module 'jstat' {
  interface Distribution {
    pdf(x: number, ...parameters: number[]): number
    cdf(x: number, ...parameters: number[]): number
    inv(p: number, ...parameters: number[]): number
  }
  const jstat: { jStat: { beta: Distribution; normal: Distribution; chisquare: Distribution } }
  export default jstat
}
