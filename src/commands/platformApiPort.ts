/** The local Platform API, as a process of its own beside the editor. */
export interface PlatformApi {
  /** Undefined while it does not run. The token is a secret: it stands in no log, title or message. */
  readonly running: RunningPlatformApi | undefined;
  /**
   * Starts it unless it runs.
   *
   * @throws AddonError `platform_api_failed`
   */
  start(): Promise<RunningPlatformApi>;
  /** @returns whether it ran */
  stop(): Promise<boolean>;
  /** Opens a terminal in which the Heroku CLI talks to it. */
  openTerminal(api: RunningPlatformApi): void;
}

export interface RunningPlatformApi {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly token: string;
}

/** Pins what the CLI writes into git's configuration and remotes, whatever port the server has. */
const gitHost = '127.0.0.1:4567';

/** Hosts that are never asked for through a proxy. */
export const directHosts = '127.0.0.1,localhost';

/**
 * The environment in which the Heroku CLI asks this server: without any one of these it asks hosts elsewhere, or a
 * proxy, with the token.
 *
 * @param around the environment that this is added to: its hosts without a proxy stay
 */
export function cliEnvironment(
  { url, token }: RunningPlatformApi,
  around: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const { hostname } = new URL(url);
  const others = [around['NO_PROXY'], around['no_proxy']].find((each) => (each ?? '').trim() !== '');
  const direct = withDirectHosts((others ?? '').trim());
  return {
    HEROKU_HOST: url,
    HEROKU_API_KEY: token,
    HEROKU_PARTICLEBOARD_URL: url,
    HEROKU_GIT_HOST: gitHost,
    // Names alone: the CLI puts the port of HEROKU_HOST behind them.
    HEROKU_DATA_HOST: hostname,
    HEROKU_POSTGRESQL_HOST: hostname,
    HEROKU_REDIS_HOST: hostname,
    DISABLE_TELEMETRY: 'true',
    HEROKU_SKIP_NEW_VERSION_CHECK: '1',
    HEROKU_DISABLE_AUTOUPDATE: '1',
    NO_PROXY: direct,
    no_proxy: direct,
  };
}

function withDirectHosts(others: string): string {
  // Alone it means all; in a list it means nothing.
  if (others === '*') {
    return others;
  }
  return others === '' ? directHosts : `${directHosts},${others}`;
}
