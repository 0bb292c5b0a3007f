import { createInterface } from 'node:readline/promises'

/** What is typed after `question`, without spaces around it. Empty if no person is at the terminal. */
export async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) return ''
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await prompt.question(question)).trim()
  } finally {
    prompt.close()
  }
}
