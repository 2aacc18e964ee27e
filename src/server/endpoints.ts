import { accountEndpoints } from './accountRoutes.ts';
import { addonEndpoints } from './addonRoutes.ts';
import { appEndpoints } from './appRoutes.ts';
import { attachmentEndpoints } from './attachmentRoutes.ts';
import { catalogEndpoints } from './catalogRoutes.ts';
import { configEndpoints } from './configRoutes.ts';
import { domainEndpoints } from './domainRoutes.ts';
import { dynoEndpoints } from './dynoRoutes.ts';
import { ok, read, type Endpoint } from './endpoint.ts';
import { logEndpoints } from './logRoutes.ts';
import { releaseEndpoints } from './releaseRoutes.ts';
import { schemaDocument } from './schemaDocument.ts';
import { teamEndpoints } from './teamRoutes.ts';
import { webhookEndpoints } from './webhookRoutes.ts';

const described: readonly Endpoint[] = [
  ...accountEndpoints,
  ...teamEndpoints,
  ...appEndpoints,
  ...catalogEndpoints,
  ...addonEndpoints,
  ...attachmentEndpoints,
  ...configEndpoints,
  ...releaseEndpoints,
  ...domainEndpoints,
  ...dynoEndpoints,
  ...logEndpoints,
  ...webhookEndpoints,
];

/** All that the server answers. */
export const endpoints: readonly Endpoint[] = [
  ...described,
  read('/schema', 'This description', ({ view }) => ok(schemaDocument(described, view.url))),
];
