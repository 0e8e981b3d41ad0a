/** Sends spans by OTLP over HTTP, with OpenTelemetry's SDK. */
package dev.pangaea.trace.otlp;
