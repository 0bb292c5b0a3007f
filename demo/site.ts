/** The demo site as the Worker knows it, and the name the shop goes by. */

/** Body of `POST /api/sites`. Pages come from the local machine; the history carries the site's own domain. */
export const DEMO_SITE = {
  site: 'demo.example',
  name: 'Hlechyk (demo shop)',
  timezone: 'Europe/Kyiv',
  currency: 'UAH',
  hosts: ['localhost', '127.0.0.1'],
}

export const SHOP_NAME = 'Hlechyk'
