/** The demo site as the Worker knows it, and the shop's name. */

/** Body of `POST /api/sites`. The shop's pages are on the local machine; the history has the site's own domain. */
export const DEMO_SITE = {
  site: 'demo.example',
  name: 'Hlechyk (demo shop)',
  timezone: 'Europe/Kyiv',
  currency: 'UAH',
  hosts: ['localhost', '127.0.0.1'],
}

export const SHOP_NAME = 'Hlechyk'
