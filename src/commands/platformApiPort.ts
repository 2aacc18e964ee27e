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
  /** Opens a terminal in which the Heroku CLI talks to it and to nothing else. */
  openTerminal(api: RunningPlatformApi): void;
}

export interface RunningPlatformApi {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly token: string;
}

/** Pins what the CLI writes into git's configuration and remotes, whatever port the server has. */
const gitHost = '127.0.0.1:4567';

/**
 * The environment in which the Heroku CLI stays on this machine: without any one of these it asks hosts elsewhere, with
 * the token.
 */
export function cliEnvironment({ url, token }: RunningPlatformApi): Readonly<Record<string, string>> {
  return {
    HEROKU_HOST: url,
    HEROKU_API_KEY: token,
    HEROKU_PARTICLEBOARD_URL: url,
    HEROKU_GIT_HOST: gitHost,
    DISABLE_TELEMETRY: 'true',
    HEROKU_SKIP_NEW_VERSION_CHECK: '1',
    HEROKU_DISABLE_AUTOUPDATE: '1',
  };
}
