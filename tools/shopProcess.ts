/**
 * The demo shop in a process of its own, which `npm run dev` starts with `node --watch`, so that a change of the shop's
 * code restarts it. Arguments: the port, and the Worker's origin. Prints the shop's address when it is ready.
 */
import { startShop } from '../demo/server.ts'
import { print } from './output.ts'

const [port, workerOrigin] = process.argv.slice(2)
const { url } = await startShop({ port: Number(port), workerOrigin: workerOrigin!, host: '127.0.0.1' })
print(url)
