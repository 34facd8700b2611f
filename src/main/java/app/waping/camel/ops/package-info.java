/**
 * What operators see and do: the health of the API, the state of each device's gate in dev console and JMX, and pause,
 * drain, resume and release of a device. Recipients, texts and API keys are never shown.
 */
package app.waping.camel.ops;
