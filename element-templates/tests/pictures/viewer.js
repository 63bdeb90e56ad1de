import iconRenderer from '@bpmn-io/element-template-icon-renderer';
import Viewer from 'bpmn-js/lib/Viewer.js';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';

/** Room below the diagram for the bpmn.io mark, which its licence wants seen. */
const MARK = 32;

/** Runs in the page: shows a diagram, one pixel to one of its units, with a margin around it. */
window.show = async (xml, margin) => {
  const viewer = new Viewer({
    container: '#canvas',
    additionalModules: [iconRenderer],
    moddleExtensions: { zeebe }
  });
  await viewer.importXML(xml);
  const canvas = viewer.get('canvas');
  const { inner } = canvas.viewbox();
  const width = Math.ceil(inner.width) + 2 * margin;
  const height = Math.ceil(inner.height) + 2 * margin + MARK;
  Object.assign(document.getElementById('canvas').style, { width: `${width}px`, height: `${height}px` });
  canvas.resized();
  canvas.viewbox({ x: inner.x - margin, y: inner.y - margin, width, height });
};
