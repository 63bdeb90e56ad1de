import { build } from 'esbuild';

/** The linter's template rules come in one file with the properties panel, which cannot be without a page. */
const withoutPropertiesPanel = {
  name: 'without-properties-panel',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(@bpmn-io\/properties-panel|bpmn-js-properties-panel)$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  }
};

await build({
  entryPoints: ['modeler/components.js'],
  outfile: 'target/components.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
  plugins: [withoutPropertiesPanel],
  // The same file makes one element as it is loaded.
  define: { 'document.createElement': 'Object' }
});
