import type { Driver } from '@bebug/oracle/driver';
import { customerOverview, type CustomerSources } from './customer-overview.ts';

export default {
  create: (world) => ({
    name: (id: string) => world.external('name', [id], () => (id === 'nobody' ? null : `Dr ${id}`)),
    orders: (id: string) => world.external('orders', [id], () => (id === 'new' ? [] : [1, 10, 100])),
  }),
  calls: {
    overview: {
      args: [{ oneOf: ['ada', 'new', 'nobody'] }],
      run: (sources, id: string) => customerOverview(sources, id),
    },
  },
  scenarios: [
    { name: 'both parts come', clients: [[['overview', 'ada']]] },
    {
      name: 'the orders fail',
      clients: [[['overview', 'ada']]],
      rejects: [{ external: 'orders', call: 1 }],
    },
    {
      name: 'both parts fail',
      clients: [[['overview', 'ada']]],
      rejects: [
        { external: 'name', call: 1 },
        { external: 'orders', call: 1 },
      ],
    },
  ],
} satisfies Driver<CustomerSources>;
