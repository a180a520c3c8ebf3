using UnityEngine;
public class Telemetry : MonoBehaviour
{
    [SerializeField] private string apiKey = "ufgulranarb84rqyglFAKEckbzmgsk0ac2zuqh8w";
    const string Url = "https://game.logstag.com/v1/events";
    const string AuthToken = "Todic4JusxKOsSwDxP8FAKETukOhMv7wK0LhMpK6";
    private static readonly string ApiKeyPref = "telemetry.settings.apiKey";
    void Start() { PlayerPrefs.GetString(ApiKeyPref, ""); }
}
