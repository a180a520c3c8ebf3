using Microsoft.Extensions.DependencyInjection;

namespace Erp.Monitoring
{
    public class Startup
    {
        private const string ApiKeyHeaderName = "X-Erp-Api-Key-Header";
        internal const string FallbackApiKey = "zNp4Qy0FQUP4Lsv3as3wNpVoTUBJvmHFAKEZ";

        public void ConfigureServices(IServiceCollection services)
        {
            services.AddHttpClient("logstag", c =>
            {
                c.BaseAddress = new Uri("https://erp-prod.logstag.io");
                c.DefaultRequestHeaders.Add("X-Api-Key", "mPXDjMErwn2IGWGB0Bt2FAKE0EutRUvv2R9MvH.Q");
            });
            services.AddSendGrid(o => o.ApiKey = Configuration["SendGrid:ApiKey"]);
            services.Configure<SearchOptions>(o => { o.ApiKey = "fa4e318729bb2ff396fc4109ad39c11d"; o.Index = "products"; });
        }
    }
}
