/** Ends what a call began: a listener, a watch, a registration. Disposing twice does nothing. */
export interface Disposable {
  dispose(): void;
}
