/** Pages for customers: sign-up, “call me back”, and the terms of delivery. */
import { html } from 'hono/html'
import { FREE_DELIVERY_MINOR, formatPrice } from '../cartLine.ts'
import { trackAttribute } from '../tracking.ts'
import { EMAIL, input, NAME, PHONE } from './field.ts'
import type { Page } from './page.ts'

export const MEMBER = [NAME, EMAIL]
export const CALLER = [NAME, PHONE]

export const signUp = (form: URLSearchParams, invalid: readonly string[] = []): Page => ({
  title: 'Sign up',
  status: invalid.length ? 422 : 200,
  main: html`
    <form method="post" action="/sign-up" class="panel narrow"
      data-track="${trackAttribute('sign_up', { method: 'email' })}">
      <h1>Sign up</h1>
      <p>New things first, your orders in one place. No password: we send a link.</p>
      ${MEMBER.map((field) => input(field, form, invalid))}
      <button class="button">Sign up</button>
    </form>`,
})

export const contact = (form: URLSearchParams, invalid: readonly string[] = []): Page => ({
  title: 'Call me back',
  status: invalid.length ? 422 : 200,
  main: html`
    <form method="post" action="/contact" class="panel narrow"
      data-track="${trackAttribute('generate_lead', { lead_source: 'call_back' })}">
      <h1>Call me back</h1>
      <p>A question about size, glaze or a big order? Leave your number, we call from 9 to 18, Monday to Saturday.</p>
      ${CALLER.map((field) => input(field, form, invalid))}
      <button class="button">Call me back</button>
    </form>`,
})

const done = (title: string, text: string): Page => ({
  title,
  main: html`<section class="panel narrow"><h1>${title}</h1><p>${text}</p><p><a href="/">To the shop</a></p></section>`,
})

export const welcome = (): Page => done('Welcome', 'A link to your account is on its way to your mailbox.')
export const called = (): Page => done('We will call you', 'Usually it takes us less than an hour.')

export const delivery = (): Page => ({
  title: 'Delivery and returns',
  main: html`
    <article class="text">
      <h1>Delivery and returns</h1>
      <h2>Delivery</h2>
      <p>We send orders on the next working day: to a parcel locker, by courier, or to our shop in Lviv.
        From ${formatPrice(FREE_DELIVERY_MINOR)} delivery is free.</p>
      <h2>Returns</h2>
      <p>You have 14 days to change your mind. What arrives broken we replace at once, no questions asked.</p>
    </article>`,
})
