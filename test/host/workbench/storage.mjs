/**
 * What VS Code has written to the storage of the browser so far: extensions' states, as texts. What an extension
 * saves gets there a moment later, and a reload before that loses it.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function storedTexts(page) {
  return page.evaluate(async () => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const texts = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name ?? ''));
      if (database.objectStoreNames.contains('ItemTable')) {
        const values = await settled(database.transaction('ItemTable').objectStore('ItemTable').getAll());
        texts.push(...values.map(String));
      }
      database.close();
    }
    return texts;
  });
}
