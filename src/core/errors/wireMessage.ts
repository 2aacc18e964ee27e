import type { Confirmation, Failure } from './failure.ts';

/**
 * A failure in the words that programs get, over HTTP and as `Error.message`; English always, Heroku's own where
 * clients look at them (docs/addon-rules.md, Errors). People get `sentence`.
 */
export function wireMessage(failure: Failure): string {
  switch (failure.code) {
    case 'app_not_found':
      return `Couldn't find that app. Check the name ${failure.details.app}, or list your apps.`;
    case 'addon_not_found': {
      const { addon, app } = failure.details;
      return `Couldn't find that add-on. ${addon} is neither a name, an id nor an alias${app === null ? '' : ` on ${app}`}.`;
    }
    case 'attachment_not_found': {
      const { app, aliases } = failure.details;
      const known = app === null ? '' : ` ${app} has these aliases: ${aliases.join(', ') || 'none'}.`;
      return `Couldn't find that add-on attachment.${known}`;
    }
    case 'owner_not_found':
      return "Couldn't find that owner.";
    case 'service_not_found':
      return `Couldn't find either the add-on service or the add-on plan of "${failure.details.service}".`;
    case 'plan_not_found':
      return `Couldn't find either the add-on service or the add-on plan of "${failure.details.service}:${failure.details.plan}".`;
    case 'multiple_matches': {
      // No full stop: the CLI takes what stands after the second `", "` as its example.
      const names = failure.details.matches.map((match) => match.addon).join(', ');
      return `Ambiguous identifier, use a name or app::ALIAS; multiple matching add-ons found: ${names}`;
    }
    case 'confirmation_required':
      return confirmationMessage(failure.details);
    case 'confirmation_mismatch':
      return `Confirmation ${failure.details.typed} did not match ${failure.details.app}. Nothing was changed.`;
    case 'invalid_app_name':
      return 'Name must start with a letter, end with a letter or digit, and hold 3–30 lower-case letters, digits and dashes.';
    case 'app_name_taken':
      return `Name ${failure.details.name} is already taken.`;
    case 'invalid_addon_name':
      return 'Add-on names start with a lower-case letter and hold lower-case letters, digits, - and _.';
    case 'addon_name_taken':
      return `Name ${failure.details.name} is already taken by another add-on.`;
    case 'invalid_alias': {
      const { alias, suggestion } = failure.details;
      const hint = suggestion === null ? '' : ` Try ${suggestion}.`;
      return `Alias ${alias} must begin with a letter and hold only upper-case letters, digits and underscores.${hint}`;
    }
    case 'alias_not_supported':
      return `${failure.details.service} doesn't support choosing an alias; leave it out.`;
    case 'multiple_attachments_not_supported': {
      const { service, addon, alias, app } = failure.details;
      return `${service} allows one alias per app; ${addon} is already ${alias} on ${app}.`;
    }
    case 'sharing_not_supported':
      return `${failure.details.service} can't be shared between apps; create one on ${failure.details.app} instead.`;
    case 'multiple_installs_not_supported': {
      const { service, addon, app } = failure.details;
      return `${app} already has ${addon}; ${service} can be installed only once on an app.`;
    }
    case 'different_owner':
      return `${failure.details.addon} belongs to an app of another owner; add-ons can be shared only between apps with the same owner.`;
    case 'already_attached':
      return `${failure.details.addon} is already attached to ${failure.details.app} as ${failure.details.alias}.`;
    case 'namespace_not_supported':
      return `${failure.details.service} has no credential or namespace ${failure.details.namespace}.`;
    case 'last_attachment':
      return `Cannot destroy last attachment to billing app for resource ${failure.details.addon}`;
    case 'addon_attached_elsewhere':
      // No full stop: the CLI puts one behind it.
      return `${failure.details.addon} is also attached to ${failure.details.apps.join(', ')}. Destroying it affects them too; repeat with --force to go ahead`;
    case 'release_not_found':
      return `Couldn't find that release. The oldest one kept of ${failure.details.app} is v${failure.details.oldest}.`;
    case 'domain_not_found':
      return "Couldn't find that domain.";
    case 'invalid_domain':
      return failure.details.problem === 'form'
        ? `${failure.details.hostname} is not a valid hostname.`
        : `${failure.details.hostname} belongs to its app and can't be added or removed.`;
    case 'domain_taken':
      return `${failure.details.hostname} is already in use by ${failure.details.app}.`;
    case 'alias_taken': {
      const { alias, app, configVar } = failure.details;
      return configVar === null
        ? `${alias} is in use on ${app}.`
        : `${alias} is in use on ${app}, or would set ${configVar}, which is.`;
    }
    case 'plan_of_other_service':
      return `${failure.details.plan} is not a plan of ${failure.details.service}.`;
    case 'plan_unchanged':
      return `${failure.details.addon} is already on ${failure.details.plan}.`;
    case 'transfer_breaks_sharing': {
      const { app, addon, apps } = failure.details;
      return `${app} shares ${addon} with ${apps.join(', ')}; detach it there first.`;
    }
    case 'capability_missing':
      return `${failure.details.service} isn't allowed to ${abilities[failure.details.ability]}.`;
    case 'undo_conflict':
      return `${failure.details.what} was changed since by ${failure.details.by}; undo that first, or change it by hand.`;
    case 'changed_meanwhile':
      return 'What this does has changed meanwhile; nothing was changed.';
    case 'nothing_to_undo':
      return failure.details.already === null
        ? 'There is nothing to undo.'
        : `${failure.details.already} was undone already.`;
    case 'not_billing_app':
      return `${failure.details.addon} is on ${failure.details.billingApp}, not ${failure.details.app}.`;
    case 'addon_not_ready': {
      const doing =
        failure.details.state === 'provisioning' ? 'is still being created' : 'is being destroyed';
      return `${failure.details.addon} ${doing}. Wait, then try again.`;
    }
    case 'no_cli_equivalent':
      return `The Heroku CLI has no command for this: ${failure.details.what}.`;
    case 'config_var_not_found':
      return `Couldn't find a config var ${failure.details.name} on ${failure.details.app}.`;
    case 'config_var_owned': {
      const { configVars, addons } = failure.details;
      return `Cannot overwrite attachment values ${configVars.join(', ')}. They are set by ${addons.join(', ')}; detach or change the add-on instead.`;
    }
    case 'config_var_taken': {
      const { alias, configVar, addon, otherAlias } = failure.details;
      return `Alias ${alias} would set ${configVar}, which belongs to ${addon} as ${otherAlias}. Choose another alias.`;
    }
    case 'invalid_config_var': {
      const { name, problem } = failure.details;
      return problem === 'name'
        ? `${name} is not a valid config var name.`
        : `${name} is not a valid config var value: ${valueProblems[problem]}.`;
    }
    case 'provider_failed':
      return `${failure.details.service} couldn't do it: ${failure.details.reason}. Nothing was changed.`;
    case 'nothing_to_choose':
      return `There are no ${failure.details.what} to choose from.`;
    case 'invalid_request':
      return `${failure.details.field}: ${failure.details.problem}`;
    case 'link_not_saved':
      return `The settings of ${failure.details.folder} couldn't be written. Nothing was changed.`;
    case 'platform_api_failed':
      return `The local Platform API did not start (${failure.details.reason}). Nothing was changed.`;
    case 'store_damaged':
      return `The store ${failure.details.file} is damaged (${failure.details.reason}). Nothing was changed.`;
    case 'store_gone':
      return `The store ${failure.details.file} is gone. Nothing was changed.`;
    case 'store_not_folder':
      return `${failure.details.file} is no folder, so that no store can be in it. Nothing was changed.`;
    case 'no_operation':
      return 'Nothing was done yet.';
    case 'store_newer_format':
      return `The store ${failure.details.file} was made by a newer version (format ${failure.details.format}). Nothing was changed.`;
    case 'store_read_only':
      return `The store ${failure.details.file} can't be written (${failure.details.reason}). Nothing was changed.`;
    case 'import_invalid':
      return `${failure.details.file} is no store that can be read (${failure.details.reason}). Nothing was changed.`;
    case 'store_unreadable':
      return `The store ${failure.details.file} can't be read at the moment (${failure.details.reason}). Nothing was changed.`;
    case 'disk_full':
      return `There is no space left for the store ${failure.details.file}. Nothing was changed.`;
    case 'store_busy':
      return `The store ${failure.details.file} is busy. Nothing was changed.`;
    case 'store_failed':
      return `The store ${failure.details.file} failed (${failure.details.reason}). Nothing was changed.`;
    case 'store_too_large':
      return `The store ${failure.details.file} would be larger than ${failure.details.largest} bytes. Nothing was changed.`;
    case 'outcome_unknown':
      return `Whether this was stored in ${failure.details.file} is unknown. Look at the present state before repeating it.`;
    case 'env_file_unsafe':
      return `${failure.details.file} can't be written: ${envFileProblems[failure.details.problem]}. Nothing was changed.`;
    case 'store_locked':
      return 'The values are locked: the key that opens them is not here. Nothing is lost and nothing was changed.';
    case 'no_store_key':
      return 'There is no key here.';
    case 'wrong_store_key':
      return 'This key opens none of the locked values. Nothing was changed.';
    case 'env_file_changed':
      return `${failure.details.file} was changed meanwhile and was left as it is.`;
    case 'store_file_failed':
      return `${failure.details.file} can't be read or written (${failure.details.reason}).`;
    case 'env_file_failed':
      return `${failure.details.file} can't be read or written (${failure.details.reason}). Nothing was changed.`;
    case 'env_readback_failed':
      return `${failure.details.file} would not read back ${failure.details.name} as it should. Nothing was changed.`;
    default:
      return failure satisfies never;
  }
}

const abilities = {
  read_logs: 'read the logs of its apps',
  write_logs: 'write to the logs of its apps',
  deploy_events: 'hear of deploys',
  domain_events: 'hear of domains',
  app_info: 'see its apps',
  owner_info: 'see the owner of its apps',
} as const;

const envFileProblems = {
  name: 'it is no .env file',
  outside: 'it is not in a folder of the workspace',
  noFolder: 'its folder does not exist',
  link: 'it is a link that leads out of its folder, or nowhere',
  hardLink: 'it is the same file as another one',
  noFile: 'it is no regular file',
  tooLarge: 'it is larger than 1 MiB',
  encoding: 'it is not UTF-8 text',
  virtual: 'the workspace is not on a disk',
} as const;

const valueProblems = {
  nul: 'it holds a NUL character, which no process can receive',
  surrogate: 'it holds half of a character',
  too_long: 'it is longer than 32 KiB',
  too_much: "the app's own config vars would be larger than 64 KiB together",
} as const;

function confirmationMessage(confirmation: Confirmation): string {
  switch (confirmation.kind) {
    case 'overwrite':
      return `${confirmation.name} will overwrite ${confirmation.overwritten.join(', ')} on ${confirmation.app}.`;
    case 'destroyAddon':
      return `Destroying ${confirmation.addon} takes ${confirmation.attachments
        .map(({ app, alias }) => `${app}::${alias}`)
        .join(', ')}. Confirm with the name of its billing app, ${confirmation.app}.`;
    case 'destroyApp':
      return `Destroying ${confirmation.app} takes ${confirmation.addons.map(({ addon }) => addon).join(', ') || 'no add-ons'}. Confirm with its name.`;
    case 'startOver':
      return 'Starting over removes everything. Confirm with "start over".';
    case 'importStore':
      return 'An import replaces everything. Confirm with "replace".';
    default:
      return confirmation satisfies never;
  }
}
