/**
 * Spring Boot's door: {@code camel.component.waping.*} sets the component's options. Not loaded, and not needed, outside of
 * Spring Boot applications.
 */
package app.waping.camel.spring;
