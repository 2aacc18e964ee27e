import type { Endpoint } from './endpoint.ts';
import { described } from './schemas.ts';

/** The whole API for programs: a hyper-schema, made from the very table and schemas that requests are held against. */
export function schemaDocument(endpoints: readonly Endpoint[], url: string): object {
  const definitions: Record<string, { title: string; type: readonly string[]; links: object[] }> = {};
  for (const endpoint of endpoints) {
    const topic = topicOf(endpoint.path);
    const definition = (definitions[topic] ??= { title: topic, type: ['object'], links: [] });
    definition.links.push(linkOf(endpoint));
  }
  return {
    $schema: 'http://interagent.github.io/interagent-hyper-schema',
    title: 'Local Platform API',
    description: 'The part of the Heroku Platform API, version 3, that the local add-on system answers.',
    type: ['object'],
    links: [{ href: url, rel: 'self' }],
    definitions,
    properties: Object.fromEntries(
      Object.keys(definitions).map((topic) => [topic, { $ref: `#/definitions/${topic}` }]),
    ),
  };
}

/** The last part of a path that is no variable: `/apps/:app/addons/:addon` is about add-ons. */
function topicOf(path: string): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith(':'));
  return words.at(-1) ?? 'root';
}

const relations = { GET: 'self', POST: 'create', PUT: 'update', PATCH: 'update', DELETE: 'destroy' } as const;

function linkOf({ method, path, title, input }: Endpoint): object {
  return {
    title,
    method,
    rel: relations[method],
    href: path.replace(/:([a-z_]+)/g, (_, name: string) => `{${name}}`),
    ...(input === null ? {} : { schema: described(input) }),
  };
}
