import * as l10n from '@vscode/l10n';
import { confirmationText } from './confirmationText.ts';
import { envFileSentence } from './envFileSentence.ts';
import type { ConfigVarProblem, ErrorDetails, Failure } from './failure.ts';
import { releaseInWords } from '../model/releaseInWords.ts';
import { lacksCapability } from './lacksCapability.ts';
import { addonNotFound, appNotFound, attachmentNotFound, serviceNotFound, unknown } from './notFound.ts';
import { nothingToChoose } from './nothingToChoose.ts';
import { storeSentence } from './storeSentence.ts';
import type { Sentence } from './sentenceTypes.ts';

/** The one place where a failure becomes words for people; `wireMessage` has those for programs. */
export function sentence(failure: Failure): Sentence {
  switch (failure.code) {
    case 'app_not_found':
      return plain(appNotFound(failure.details));
    case 'addon_not_found':
      return plain(addonNotFound(failure.details));
    case 'attachment_not_found':
      return plain(attachmentNotFound(failure.details));
    case 'owner_not_found':
      return plain(l10n.t('There is no account or team {0}. Nothing was changed.', failure.details.owner));
    case 'service_not_found':
      return plain(serviceNotFound(failure.details));
    case 'plan_not_found': {
      const { service, plan, plans } = failure.details;
      return plain(
        l10n.t('{0} has no plan {1}; it has {2}. Nothing was changed.', service, plan, plans.join(', ')),
      );
    }
    case 'multiple_matches': {
      const { identifier, matches } = failure.details;
      const forms = matches.map((match) => match.forms[0] ?? match.addon).join(', ');
      return plain(
        l10n.t('{0} can mean several add-ons. Say which: {1}. Nothing was changed.', identifier, forms),
      );
    }
    case 'confirmation_required':
      return plain(confirmationText(failure.details));
    case 'confirmation_mismatch': {
      const { typed, app } = failure.details;
      return plain(l10n.t('{0} is not {1}, so nothing was changed. Type {1} to confirm.', typed, app));
    }
    case 'invalid_app_name':
      return plain(
        l10n.t(
          "{0} can't be an app's name: 3–30 lower-case letters, digits and dashes, a letter first, no dash last.",
          named(failure.details.name),
        ),
      );
    case 'app_name_taken':
      return plain(l10n.t('There is an app {0} already. Choose another name.', failure.details.name));
    case 'invalid_addon_name':
      return plain(
        l10n.t(
          "{0} can't be an add-on's name: 2–63 lower-case letters, digits, - and _, a letter first.",
          named(failure.details.name),
        ),
      );
    case 'addon_name_taken':
      return plain(
        l10n.t('Another add-on is called {0} already. Choose another name.', failure.details.name),
      );
    case 'invalid_alias':
      return plain(invalidAlias(failure.details));
    case 'alias_not_supported':
      return plain(l10n.t('{0} lets nobody choose its alias. Leave it empty.', failure.details.service));
    case 'multiple_attachments_not_supported': {
      const { service, addon, alias, app } = failure.details;
      return plain(
        l10n.t('{0} takes one alias per app, and {1} is {2} on {3} already.', service, addon, alias, app),
      );
    }
    case 'sharing_not_supported': {
      const { service, app } = failure.details;
      return {
        text: l10n.t("{0} can't be shared between apps. Create one on {1} instead.", service, app),
        next: [{ title: l10n.t('Create Add-on…'), command: 'addons.create', known: { app, plan: service } }],
      };
    }
    case 'multiple_installs_not_supported': {
      const { service, addon, app } = failure.details;
      return plain(
        l10n.t(
          '{0} has {1} already, and {2} goes on an app only once. Nothing was changed.',
          app,
          addon,
          service,
        ),
      );
    }
    case 'different_owner': {
      const { addon, app } = failure.details;
      return plain(
        l10n.t(
          '{0} and {1} belong to different owners, and add-ons are shared only within one. Nothing was changed.',
          addon,
          app,
        ),
      );
    }
    case 'already_attached': {
      const { addon, alias, app } = failure.details;
      return plain(l10n.t('{0} is {1} on {2} already. Nothing was changed.', addon, alias, app));
    }
    case 'namespace_not_supported': {
      const { service, namespace } = failure.details;
      return plain(
        l10n.t('{0} has no credential or namespace {1}. Nothing was changed.', service, namespace),
      );
    }
    case 'last_attachment':
      return lastAttachment(failure.details);
    case 'addon_attached_elsewhere': {
      const { addon, apps } = failure.details;
      return {
        text: l10n.t(
          '{0} is attached to {1} too, which would lose it. Nothing was changed.',
          addon,
          apps.join(', '),
        ),
        next: [{ title: l10n.t('Destroy Add-on…'), command: 'addons.destroy', known: { addon } }],
      };
    }
    case 'release_not_found': {
      const { app, version, oldest } = failure.details;
      return plain(
        l10n.t(
          '{0} has no release {1} to go back to; the oldest one kept is v{2}. Nothing was changed.',
          app,
          version,
          oldest,
        ),
      );
    }
    case 'domain_not_found': {
      const { hostname, app } = failure.details;
      return plain(l10n.t('{0} has no domain {1}. Nothing was changed.', app, hostname));
    }
    case 'invalid_domain':
      return plain(
        failure.details.problem === 'form'
          ? l10n.t("{0} can't be a hostname. Nothing was changed.", failure.details.hostname)
          : l10n.t(
              "{0} belongs to its app: it can't be added or removed. Nothing was changed.",
              failure.details.hostname,
            ),
      );
    case 'domain_taken': {
      const { hostname, app } = failure.details;
      return plain(l10n.t('{0} leads to {1} already. Nothing was changed.', hostname, app));
    }
    case 'alias_taken': {
      const { alias, app, configVar } = failure.details;
      return plain(
        configVar === null
          ? l10n.t('{0} is taken on {1}. Choose another alias.', alias, app)
          : l10n.t('{0} would set {1}, which is taken on {2}. Choose another alias.', alias, configVar, app),
      );
    }
    case 'plan_of_other_service': {
      const { plan, service } = failure.details;
      return plain(l10n.t('{0} is no plan of {1}. Nothing was changed.', plan, service));
    }
    case 'plan_unchanged': {
      const { addon, plan } = failure.details;
      return plain(l10n.t('{0} is on {1} already. Nothing was changed.', addon, plan));
    }
    case 'transfer_breaks_sharing': {
      const { app, addon, apps } = failure.details;
      return plain(
        l10n.t(
          '{0} shares {1} with {2}, which would stay behind. Nothing was changed; detach it there first.',
          app,
          addon,
          apps.join(', '),
        ),
      );
    }
    case 'capability_missing':
      return plain(lacksCapability(failure.details));
    case 'undo_conflict': {
      const { undone, what, by } = failure.details;
      return plain(
        l10n.t(
          "“{0}” can't be undone: {1} was changed since by “{2}”. Nothing was undone; undo that first, or change it by hand.",
          releaseInWords(undone),
          what,
          releaseInWords(by),
        ),
      );
    }
    case 'nothing_to_undo':
      return plain(
        failure.details.already === null
          ? l10n.t('There is nothing to undo.')
          : l10n.t(
              '“{0}” was undone already, here or in another window. Nothing was changed.',
              releaseInWords(failure.details.already),
            ),
      );
    case 'changed_meanwhile':
      return plain(
        l10n.t('What this does has changed while you were asked. Nothing was changed; look at it again.'),
      );
    case 'not_billing_app': {
      const { addon, billingApp, app } = failure.details;
      return {
        text: l10n.t('{0} belongs to {1}, not to {2}. Nothing was changed.', addon, billingApp, app),
        next: [{ title: l10n.t('Destroy Add-on…'), command: 'addons.destroy', known: { addon } }],
      };
    }
    case 'addon_not_ready':
      return plain(
        failure.details.state === 'provisioning'
          ? l10n.t(
              '{0} is still being created. Nothing was changed; try again in a moment.',
              failure.details.addon,
            )
          : l10n.t('{0} is being destroyed. Nothing was changed.', failure.details.addon),
      );
    case 'no_cli_equivalent':
      return plain(l10n.t('The Heroku CLI has no command that does this: {0}.', failure.details.what));
    case 'config_var_not_found': {
      const { name, app, nearest } = failure.details;
      return plain(unknown(l10n.t('{0} has no config var {1}.', app, name), nearest));
    }
    case 'config_var_owned': {
      const { configVars, addons } = failure.details;
      return plain(
        l10n.t(
          "{0} can't be changed by hand: {1} sets it. Nothing was changed. Rotate, detach or overwrite the alias instead.",
          configVars.join(', '),
          addons.join(', '),
        ),
      );
    }
    case 'config_var_taken': {
      const { alias, configVar, addon, otherAlias } = failure.details;
      return plain(
        l10n.t(
          '{0} would set {1}, which {2} sets as {3}. Choose another alias.',
          alias,
          configVar,
          addon,
          otherAlias,
        ),
      );
    }
    case 'invalid_config_var':
      return plain(invalidConfigVar(failure.details.name, failure.details.problem));
    case 'provider_failed': {
      const { service, reason } = failure.details;
      return plain(l10n.t("{0} couldn't do it: {1}. Nothing was changed.", service, reason));
    }
    case 'nothing_to_choose':
      return nothingToChoose(failure.details);
    case 'invalid_request': {
      const { field, problem } = failure.details;
      return plain(l10n.t('{0}: {1} Nothing was changed.', field, problem));
    }
    case 'link_not_saved':
      return plain(
        l10n.t(
          "The settings of {0} can't be written. Nothing was changed; mend or unlock its .vscode/settings.json, then try again.",
          failure.details.folder,
        ),
      );
    case 'platform_api_failed':
      return plain(
        l10n.t(
          'The local Platform API does not start ({0}). Nothing was changed; try again.',
          failure.details.reason,
        ),
      );
    case 'no_operation':
      return plain(l10n.t('Nothing was done yet that a command could repeat.'));
    case 'store_damaged':
    case 'store_gone':
    case 'store_not_folder':
    case 'store_newer_format':
    case 'store_read_only':
    case 'disk_full':
    case 'store_busy':
    case 'store_failed':
    case 'store_unreadable':
    case 'import_invalid':
    case 'store_too_large':
    case 'store_file_failed':
    case 'store_locked':
    case 'no_store_key':
    case 'wrong_store_key':
    case 'outcome_unknown':
      return storeSentence(failure);
    case 'env_file_unsafe':
    case 'env_file_changed':
    case 'env_file_failed':
    case 'env_readback_failed':
      return plain(envFileSentence(failure));
    default:
      return failure satisfies never;
  }
}

function plain(text: string): Sentence {
  return { text, next: [] };
}

function invalidAlias({ alias, suggestion }: ErrorDetails['invalid_alias']): string {
  const rule = l10n.t(
    "{0} can't be an alias: upper-case letters, digits and underscores, a letter first, at most 64.",
    alias,
  );
  return suggestion === null ? rule : l10n.t('{0} Try {1}.', rule, suggestion);
}

function lastAttachment({ addon, app, alias }: ErrorDetails['last_attachment']): Sentence {
  return {
    text: l10n.t(
      "{0} can't be detached: it is the last alias of {1} on {2}, which pays for it. Nothing was changed.",
      alias,
      addon,
      app,
    ),
    next: [
      { title: l10n.t('Attach Another Alias…'), command: 'addons.attach', known: { addon, app } },
      { title: l10n.t('Destroy Add-on…'), command: 'addons.destroy', known: { addon } },
    ],
  };
}

/** A name in a sentence about it, which may be none at all. */
function named(name: string): string {
  return name === '' ? l10n.t('An empty text') : name;
}

function invalidConfigVar(name: string, problem: ConfigVarProblem): string {
  switch (problem) {
    case 'name':
      return l10n.t(
        "{0} can't be a config var's name: 1–256 letters, digits and underscores, no digit first, not starting with __.",
        named(name),
      );
    case 'nul':
      return l10n.t(
        'The value of {0} holds a NUL character, which no process can receive. Nothing was changed.',
        name,
      );
    case 'surrogate':
      return l10n.t('The value of {0} holds half of a character. Nothing was changed.', name);
    case 'too_long':
      return l10n.t('The value of {0} is longer than 32 KiB. Nothing was changed.', name);
    case 'too_much':
      return l10n.t(
        "With {0}, the app's own config vars would be larger than 64 KiB together. Nothing was changed.",
        name,
      );
    default:
      return problem satisfies never;
  }
}
