import * as l10n from '@vscode/l10n';
import type { ErrorDetails } from './failure.ts';

/** What an add-on may not do (R39), in a sentence. */
export function lacksCapability({ service, ability }: ErrorDetails['capability_missing']): string {
  switch (ability) {
    case 'read_logs':
      return l10n.t("{0} isn't allowed to read the logs of its apps.", service);
    case 'write_logs':
      return l10n.t("{0} isn't allowed to write to the logs of its apps.", service);
    case 'deploy_events':
      return l10n.t("{0} isn't allowed to hear of deploys.", service);
    case 'domain_events':
      return l10n.t("{0} isn't allowed to hear of domains.", service);
    case 'app_info':
      return l10n.t("{0} isn't allowed to see its apps.", service);
    case 'owner_info':
      return l10n.t("{0} isn't allowed to see the owner of its apps.", service);
    default:
      return ability satisfies never;
  }
}
