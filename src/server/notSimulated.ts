import type { Method } from './endpoint.ts';

interface NotSimulated {
  readonly methods: Method[];
  /** With `:name` for what varies, and `*` for all below. */
  readonly path: string;
  readonly sentence: string;
}

const dynos = 'Dynos are not simulated here; no code of an app runs.';

export const noPipelines = 'Pipelines are not simulated here.';

/** What commands of the Heroku CLI ask for that there is not here: that is said, where others are unknown paths. */
export const notSimulated: readonly NotSimulated[] = [
  { methods: ['POST'], path: '/apps/:app/dynos', sentence: dynos },
  { methods: ['POST'], path: '/apps/:app/dynos/:dyno/actions/*', sentence: dynos },
  { methods: ['POST'], path: '/apps/:app/formations/:type/actions/*', sentence: dynos },
  { methods: ['PATCH'], path: '/apps/:app/formation', sentence: dynos },
  { methods: ['PATCH'], path: '/apps/:app/formation/:type', sentence: dynos },
  {
    methods: ['POST'],
    path: '/apps/:app/collaborators',
    sentence: 'Collaborators are not simulated here; an app has its owner alone.',
  },
  ...all(noPipelines, [
    '/pipelines',
    '/pipeline-couplings',
    '/pipeline-promotions',
    '/pipeline-transfers',
    '/review-apps',
  ]),
  // Who would own a pipeline: the CLI asks it before it makes one, and nowhere else.
  { methods: ['GET'], path: '/users/:user', sentence: noPipelines },
  ...all('Private spaces are not simulated here.', ['/spaces']),
  ...all('Log drains are not simulated here.', ['/apps/:app/log-drains']),
  ...all('SSH keys are not simulated here.', ['/account/keys']),
];

/** Whatever is asked of these paths, and below them. */
function all(sentence: string, paths: readonly string[]): readonly NotSimulated[] {
  const methods: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
  return paths.map((path) => ({ methods, path: `${path}/*`, sentence }));
}
