package dev.intercomconnector.quickstart;

/**
 * A process that was deployed.
 *
 * @param processId its BPMN process id
 * @param path of its diagram, on the class path and on the page's server
 */
record Example(String processId, String path) {}
