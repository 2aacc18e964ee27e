/** The pages that open as tabs of the editor, each in a folder of this name under `src/webviews`. */
export const pageNames = ['configVars', 'addon', 'pricing', 'marketplace'] as const;

export type PageName = (typeof pageNames)[number];

export interface Tabs {
  /**
   * Shows a page, or brings the one that is open to the front.
   *
   * @param subject what the page is about: the id of an app or add-on, as each page wants it
   * @param row what to lead the eye to, if the page has rows
   */
  show(page: PageName, subject: string, row?: string): Promise<void>;
}
