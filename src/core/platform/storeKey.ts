/** 256 bits in base64url: the last letter stands for four of them, so that two of its six are 0. */
const keyForm = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

/** Whether a text has the form of a store's key, blanks around it aside. */
export function isStoreKey(text: string): boolean {
  return keyForm.test(text.trim());
}
