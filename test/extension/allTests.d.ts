/** Made by scripts/testInHost.mjs from the files of this folder. */
declare module 'all-tests';
