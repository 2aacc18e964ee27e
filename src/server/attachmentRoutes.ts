import * as z from 'zod/mini';
import { failed } from '../core/errors/addonError.ts';
import type { Attachment } from '../core/model/attachment.ts';
import { findApp, resolveAttachment } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import { addon } from './addonRoutes.ts';
import { created, list, ok, read, write, type Answer, type Call, type Endpoint } from './endpoint.ts';
import { given, maybe, maybeNamed, named, reference, text } from './schemas.ts';
import { attachmentBody } from './serializeAddon.ts';

const newAttachment = z.object({
  addon: reference,
  app: reference,
  name: maybe(text),
  namespace: maybe(text),
  /** Of any type: what is not the app's name asks again (R25). */
  confirm: z.optional(z.unknown()),
});
const sought = z.object({
  addon_attachment: reference,
  app: maybe(reference),
  addon_service: maybe(reference),
});

export const attachmentEndpoints: readonly Endpoint[] = [
  read('/addon-attachments', 'All attachments', (call) =>
    listAttachments(call, Object.values(call.view.state.attachments)),
  ),
  read('/apps/:app/addon-attachments', 'All attachments of an app', (call) =>
    listAttachments(call, queries.attachmentsOfApp(call.view.state, call.app().id)),
  ),
  read('/addons/:addon/addon-attachments', 'All attachments of an add-on, on all apps', (call) =>
    listAttachments(call, queries.attachmentsOfAddon(call.view.state, addon(call).id)),
  ),
  ...['/addon-attachments/:attachment', '/apps/:app/addon-attachments/:attachment'].flatMap((path) => [
    read(path, 'An attachment', (call) => ok(attachmentBody(call.view, attachment(call)))),
    write(['DELETE', path], 'Detaches', z.object({}), detach),
  ]),
  write(['POST', '/addon-attachments'], 'Attaches an add-on to an app', newAttachment, async (call) => {
    const { addon: identifier, app, name, namespace, confirm } = call.body;
    const done = await call.perform({
      type: 'attachAddon',
      addon: named(identifier),
      app: named(app),
      alias: given(name),
      namespace: given(namespace),
      confirm,
    });
    return created(
      attachmentBody(call.after(done), queries.attachmentOf(done.next, done.result.attachmentId)),
    );
  }),
  write(
    ['POST', '/actions/addon-attachments/resolve'],
    'The attachment that an identifier means',
    sought,
    (call) => {
      const { state } = call.view;
      const app = maybeNamed(call.body.app);
      const identifier = named(call.body.addon_attachment);
      const found = resolveAttachment(state, identifier, app === undefined ? undefined : findApp(state, app));
      const service = maybeNamed(call.body.addon_service);
      if (service !== undefined && service !== queries.addonOf(state, found.addonId).service) {
        throw failed('attachment_not_found', { attachment: identifier, app: null, aliases: [] });
      }
      return ok([attachmentBody(call.view, found)]);
    },
  ),
];

/** Aliases are unique on one app alone, so that ids order the list. */
function listAttachments({ view }: Call, attachments: readonly Attachment[]): Answer {
  return list(attachments, (each) => attachmentBody(view, each), { id: ({ id }) => id }, 'id');
}

function attachment(call: Call): Attachment {
  const app = call.param('app') === '' ? undefined : call.app();
  return resolveAttachment(call.view.state, call.param('attachment'), app);
}

async function detach(call: Call): Promise<Answer> {
  const found = attachment(call);
  const body = attachmentBody(call.view, found);
  await call.perform({ type: 'detachAttachment', app: found.appId, alias: found.id });
  return ok(body);
}
