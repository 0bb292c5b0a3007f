/** Types of the parts of jstat that are used: the package has none. */
declare module 'jstat' {
  interface Distribution {
    pdf(x: number, ...parameters: number[]): number
    cdf(x: number, ...parameters: number[]): number
    inv(p: number, ...parameters: number[]): number
  }
  const jstat: { jStat: { beta: Distribution; normal: Distribution; chisquare: Distribution } }
  export default jstat
}
