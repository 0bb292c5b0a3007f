// Signs a user id for tracker.identify(id, signature). Usage: IDENTIFY_SECRET=… node sign.mjs ID
import { createHmac } from 'node:crypto'

const sign = (userId) =>
  createHmac('sha256', process.env.IDENTIFY_SECRET).update(userId, 'utf8').digest('hex')

console.log(sign(process.argv[2]))
